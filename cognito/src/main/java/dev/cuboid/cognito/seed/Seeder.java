package dev.cuboid.cognito.seed;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.AppClientSettings;
import dev.cuboid.cognito.pool.AttributeRules;
import dev.cuboid.cognito.pool.Group;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.PoolDomain;
import dev.cuboid.cognito.pool.SchemaAttribute;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserPoolSettings;
import dev.cuboid.cognito.pool.UserStatus;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts seeds into the directories. Doing it again changes nothing but the clients' settings. */
public final class Seeder {

  private static final List<String> FLOWS =
      List.of(
          "ALLOW_ADMIN_USER_PASSWORD_AUTH",
          "ALLOW_CUSTOM_AUTH",
          "ALLOW_REFRESH_TOKEN_AUTH",
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_USER_SRP_AUTH");

  private final Database database;
  private final PoolDirectory pools;
  private final UserDirectory users;
  private final Passwords passwords;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** Seeds these directories. */
  public Seeder(
      Database database,
      PoolDirectory pools,
      UserDirectory users,
      Passwords passwords,
      Identifiers identifiers,
      InstantSource clock) {
    this.database = database;
    this.pools = pools;
    this.users = users;
    this.passwords = passwords;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Seeds one pool, wholly or not at all.
   *
   * @return the ids of the seed's clients, in their order
   */
  public List<String> seed(PoolSeed seed) {
    return database.write(
        () -> {
          UserPool pool = pool(seed);
          seed.domain()
              .ifPresent(
                  domain ->
                      pools.put(
                          new PoolDomain(domain, pool.id(), Optional.empty(), Optional.empty())));
          seed.groups().forEach(group -> group(pool, group));
          seed.users().forEach(user -> user(pool, user));
          List<String> clientIds = new ArrayList<>();
          seed.clients().forEach(client -> clientIds.add(client(pool, client)));
          return List.copyOf(clientIds);
        });
  }

  private UserPool pool(PoolSeed seed) {
    UserPool pool =
        pools
            .findPool(seed.id())
            .orElseGet(
                () ->
                    UserPool.create(
                        seed.id(),
                        seed.name(),
                        UserPoolSettings.withEmailAsUsername(),
                        List.of(),
                        now()));
    List<SchemaAttribute> missing =
        seed.users().stream()
            .flatMap(user -> user.attributes().keySet().stream())
            .filter(name -> name.startsWith("custom:"))
            .filter(name -> pool.attribute(name).isEmpty())
            .distinct()
            .map(SchemaAttribute::text)
            .toList();
    UserPool complete = missing.isEmpty() ? pool : pool.withCustomAttributes(missing, now());
    pools.put(complete);
    return complete;
  }

  private String client(UserPool pool, ClientSeed seed) {
    String id = seed.id().orElseGet(() -> Identifiers.clientId(pool.id(), seed.name()));
    boolean forItself = seed.callbackUrls().isEmpty() && seed.secret().isPresent();
    AppClientSettings settings =
        AppClientSettings.of(
            seed.name(),
            FLOWS,
            seed.callbackUrls(),
            seed.logoutUrls(),
            forItself ? "client_credentials" : "code",
            seed.scopes());
    Instant created = pools.findClient(id).map(AppClient::creationDate).orElseGet(this::now);
    pools.put(new AppClient(id, pool.id(), seed.secret(), created, now(), settings));
    return id;
  }

  private void group(UserPool pool, GroupSeed seed) {
    if (pools.findGroup(pool, seed.name()).isEmpty()) {
      pools.put(
          new Group(
              seed.name(),
              pool.id(),
              seed.description(),
              seed.roleArn(),
              seed.precedence(),
              now(),
              now()));
    }
  }

  private void user(UserPool pool, UserSeed seed) {
    if (users.find(pool, seed.email()).isPresent()) {
      return;
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("email", seed.email());
    attributes.put("email_verified", "true");
    attributes.putAll(seed.attributes());
    AttributeRules rules = new AttributeRules(pool);
    rules.checkNew(attributes);
    String subject = identifiers.uuid();
    String username = rules.usernameFor(seed.email(), subject, attributes);
    User user =
        User.create(
                pool.id(),
                username,
                AttributeRules.withSubject(subject, attributes),
                UserStatus.CONFIRMED,
                now())
            .withGroups(seed.groups())
            .withPassword(passwords.verifier(pool, username, seed.password()), Optional.empty());
    users.add(pool, user);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
