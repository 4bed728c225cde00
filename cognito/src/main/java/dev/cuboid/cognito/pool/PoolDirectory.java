package dev.cuboid.cognito.pool;

import dev.cuboid.cognito.store.Database;
import dev.cuboid.cognito.store.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The pools with their clients, domains, groups and resource servers. Thread-safe. */
public final class PoolDirectory {

  private static final String POOL_ID_PATTERN = "[\\w-]+_[0-9a-zA-Z]+";

  private final Database database;
  private final Table<UserPool> pools;
  private final Table<AppClient> clients;
  private final Table<PoolDomain> domains;
  private final Table<Group> groups;
  private final Table<ResourceServer> resourceServers;

  /** The directory in this database. */
  public PoolDirectory(Database database) {
    this.database = database;
    this.pools = database.table("pools", UserPool.class);
    this.clients = database.table("clients", AppClient.class);
    this.domains = database.table("domains", PoolDomain.class);
    this.groups = database.table("groups", Group.class);
    this.resourceServers = database.table("resource-servers", ResourceServer.class);
  }

  /** All pools by id. */
  public List<UserPool> pools() {
    return pools.all().toList();
  }

  /** A pool, if there is one of this id. */
  public Optional<UserPool> findPool(String id) {
    return pools.get(id);
  }

  /**
   * A pool.
   *
   * @throws CognitoException when the id is malformed or unknown
   */
  public UserPool pool(String id) {
    if (!id.matches(POOL_ID_PATTERN)) {
      throw CognitoException.invalidParameter(
          "1 validation error detected: Value '"
              + id
              + "' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: "
              + POOL_ID_PATTERN);
    }
    return findPool(id)
        .orElseThrow(() -> CognitoException.notFound("User pool " + id + " does not exist."));
  }

  /** Adds or replaces a pool. */
  public void put(UserPool pool) {
    database.write(() -> pools.put(pool.id(), pool));
  }

  /** Changes a pool that is there. */
  public UserPool change(String id, UnaryOperator<UserPool> edit) {
    return database.write(
        () -> {
          UserPool changed = edit.apply(pool(id));
          pools.put(id, changed);
          return changed;
        });
  }

  /** Removes a pool and all that belongs to it but its users, keys and sessions. */
  public void remove(UserPool pool) {
    database.write(
        () -> {
          clients(pool).forEach(this::remove);
          groups(pool).forEach(this::remove);
          resourceServers(pool).forEach(this::remove);
          domainOf(pool).ifPresent(this::remove);
          pools.remove(pool.id());
        });
  }

  /** The clients of a pool by id. */
  public List<AppClient> clients(UserPool pool) {
    return clients.all().filter(client -> client.userPoolId().equals(pool.id())).toList();
  }

  /** A client, if there is one of this id. Ids are unique among all pools. */
  public Optional<AppClient> findClient(String clientId) {
    return clients.get(clientId);
  }

  /**
   * A client.
   *
   * @throws CognitoException when the id is unknown
   */
  public AppClient client(String clientId) {
    return findClient(clientId).orElseThrow(() -> clientNotFound(clientId));
  }

  /**
   * A client of a pool.
   *
   * @throws CognitoException when pool or client is unknown, or they do not belong together
   */
  public AppClient client(String poolId, String clientId) {
    UserPool pool = pool(poolId);
    return findClient(clientId)
        .filter(client -> client.userPoolId().equals(pool.id()))
        .orElseThrow(() -> clientNotFound(clientId));
  }

  /** Adds or replaces a client. */
  public void put(AppClient client) {
    database.write(() -> clients.put(client.clientId(), client));
  }

  /** Removes a client. */
  public void remove(AppClient client) {
    database.write(() -> clients.remove(client.clientId()));
  }

  /** A domain by its name. */
  public Optional<PoolDomain> findDomain(String domain) {
    return domains.get(domain);
  }

  /** The domain of a pool. */
  public Optional<PoolDomain> domainOf(UserPool pool) {
    return domains.all().filter(domain -> domain.userPoolId().equals(pool.id())).findFirst();
  }

  /** Adds or replaces a domain. */
  public void put(PoolDomain domain) {
    database.write(() -> domains.put(domain.domain(), domain));
  }

  /** Removes a domain. */
  public void remove(PoolDomain domain) {
    database.write(() -> domains.remove(domain.domain()));
  }

  /** The groups of a pool by name. */
  public List<Group> groups(UserPool pool) {
    return groups.below(pool.id()).toList();
  }

  /** A group, if there is one of this name. */
  public Optional<Group> findGroup(UserPool pool, String name) {
    return groups.get(Table.key(pool.id(), name));
  }

  /**
   * A group.
   *
   * @throws CognitoException when there is none of this name
   */
  public Group group(UserPool pool, String name) {
    return findGroup(pool, name).orElseThrow(() -> CognitoException.notFound("Group not found."));
  }

  /** Adds or replaces a group. */
  public void put(Group group) {
    database.write(() -> groups.put(Table.key(group.userPoolId(), group.groupName()), group));
  }

  /** Removes a group. */
  public void remove(Group group) {
    database.write(() -> groups.remove(Table.key(group.userPoolId(), group.groupName())));
  }

  /** The resource servers of a pool by identifier. */
  public List<ResourceServer> resourceServers(UserPool pool) {
    return resourceServers.below(pool.id()).toList();
  }

  /** A resource server, if there is one of this identifier. */
  public Optional<ResourceServer> findResourceServer(UserPool pool, String identifier) {
    return resourceServers.get(Table.key(pool.id(), identifier));
  }

  /** Adds or replaces a resource server. */
  public void put(ResourceServer server) {
    database.write(
        () -> resourceServers.put(Table.key(server.userPoolId(), server.identifier()), server));
  }

  /** Removes a resource server. */
  public void remove(ResourceServer server) {
    database.write(
        () -> resourceServers.remove(Table.key(server.userPoolId(), server.identifier())));
  }

  private static CognitoException clientNotFound(String clientId) {
    return CognitoException.notFound("User pool client " + clientId + " does not exist.");
  }
}
