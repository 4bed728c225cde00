package dev.cuboid.cognito.seed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pool that is to be there after the start. Users sign in with their mail address.
 *
 * @param id region, underscore and a suffix of letters and digits; it never changes, so it may be
 *     written into configuration
 * @param domain the prefix of the hosted pages' domain; without one discovery names no usable OAuth
 *     endpoints, as on AWS
 */
public record PoolSeed(
    String id,
    String name,
    Optional<String> domain,
    List<ClientSeed> clients,
    List<GroupSeed> groups,
    List<UserSeed> users) {

  public PoolSeed {
    clients = List.copyOf(clients);
    groups = List.copyOf(groups);
    users = List.copyOf(users);
    if (!id.matches("[a-z]{2}(-[a-z]+)+-[0-9]_[0-9a-zA-Z]{1,39}")) {
      throw new IllegalArgumentException(
          "the pool id " + id + " is not of the form <region>_<letters and digits>");
    }
  }

  /** An empty pool in a region, under the id {@code <region>_Local0001}, with a domain. */
  public static PoolSeed inRegion(String region, String name) {
    return of(region + "_Local0001", name);
  }

  /** An empty pool of this id, with a domain that is made from the id. */
  public static PoolSeed of(String id, String name) {
    String domain = id.toLowerCase(Locale.ROOT).replace('_', '-');
    return new PoolSeed(id, name, Optional.of(domain), List.of(), List.of(), List.of());
  }

  /** This pool with one more app client. */
  public PoolSeed with(ClientSeed client) {
    return new PoolSeed(id, name, domain, appended(clients, client), groups, users);
  }

  /** This pool with one more group. */
  public PoolSeed with(GroupSeed group) {
    return new PoolSeed(id, name, domain, clients, appended(groups, group), users);
  }

  /** This pool with one more user. */
  public PoolSeed with(UserSeed user) {
    return new PoolSeed(id, name, domain, clients, groups, appended(users, user));
  }

  private static <T> List<T> appended(List<T> list, T item) {
    return Stream.concat(list.stream(), Stream.of(item)).toList();
  }
}
