package dev.cuboid.cognito.pool;

import dev.cuboid.cognito.store.Database;
import dev.cuboid.cognito.store.Table;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The users of all pools, found by name, by id or by alias. Thread-safe. */
public final class UserDirectory {

  private static final List<String> INDEXED =
      List.of(SchemaAttribute.SUBJECT, "email", "phone_number", "preferred_username");

  private final Database database;
  private final InstantSource clock;
  private final Table<User> users;
  private final Table<String> index;

  /** The directory in this database. */
  public UserDirectory(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.users = database.table("users", User.class);
    this.index = database.table("user-index", String.class);
  }

  /** The users of a pool by name. */
  public Stream<User> users(UserPool pool) {
    return users.below(pool.id());
  }

  /** A user by the pool's own name for them. */
  public Optional<User> get(UserPool pool, String username) {
    return users.get(rowKey(pool, username));
  }

  /**
   * A user by whatever they may sign in with: user name, {@code sub}, and the attributes that the
   * pool takes in place of a user name. An alias counts only once it is verified.
   */
  public Optional<User> find(UserPool pool, String name) {
    Optional<User> direct = get(pool, name);
    if (direct.isPresent()) {
      return direct;
    }
    Optional<User> bySubject = byAttribute(pool, SchemaAttribute.SUBJECT, name).findFirst();
    if (bySubject.isPresent()) {
      return bySubject;
    }
    UserPoolSettings settings = pool.settings();
    Stream<User> byUsernameAttribute =
        settings.usernameAttributes().stream().flatMap(key -> byAttribute(pool, key, name));
    Stream<User> byAlias =
        settings.aliasAttributes().stream()
            .flatMap(
                key ->
                    byAttribute(pool, key, name)
                        .filter(user -> key.equals("preferred_username") || user.verified(key)));
    return Stream.concat(byUsernameAttribute, byAlias).findFirst();
  }

  /**
   * A user by whatever they may sign in with.
   *
   * @throws CognitoException of type {@code UserNotFoundException}
   */
  public User require(UserPool pool, String name) {
    return find(pool, name).orElseThrow(CognitoException::userNotFound);
  }

  /**
   * Adds a new user.
   *
   * @throws CognitoException of type {@code UsernameExistsException} when the name, or an address
   *     that serves as the name, belongs to another user
   */
  public User add(UserPool pool, User user) {
    return database.write(
        () -> {
          boolean addressTaken =
              pool.settings().usernameAttributes().stream()
                  .anyMatch(
                      attribute ->
                          user.attribute(attribute)
                              .filter(value -> taken(pool, attribute, value, user.username()))
                              .isPresent());
          if (addressTaken || get(pool, user.username()).isPresent()) {
            throw new CognitoException(ErrorType.USERNAME_EXISTS, "User already exists");
          }
          store(pool, user);
          return user;
        });
  }

  /** Changes a user as they stand at this moment, in one step. */
  public User change(UserPool pool, String username, UnaryOperator<User> edit) {
    return database.write(
        () -> {
          User before = get(pool, username).orElseThrow(CognitoException::userNotFound);
          User after =
              edit.apply(before).modifiedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
          unindex(pool, before);
          store(pool, after);
          return after;
        });
  }

  /** Removes a user. */
  public void remove(UserPool pool, User user) {
    database.write(
        () -> {
          unindex(pool, user);
          users.remove(rowKey(pool, user.username()));
        });
  }

  /** The users with this value of an indexed attribute. */
  public Stream<User> byAttribute(UserPool pool, String attribute, String value) {
    return index
        .below(pool.id(), attribute, normalized(pool, value))
        .map(username -> get(pool, username))
        .flatMap(Optional::stream);
  }

  /** True when this value of a sign-in attribute belongs to another user. */
  public boolean taken(UserPool pool, String attribute, String value, String exceptUsername) {
    return byAttribute(pool, attribute, value)
        .anyMatch(user -> !user.username().equals(exceptUsername));
  }

  private void store(UserPool pool, User user) {
    users.put(rowKey(pool, user.username()), user);
    for (String attribute : INDEXED) {
      user.attribute(attribute)
          .ifPresent(value -> index.put(indexKey(pool, attribute, value, user), user.username()));
    }
  }

  private void unindex(UserPool pool, User user) {
    for (String attribute : INDEXED) {
      user.attribute(attribute)
          .ifPresent(value -> index.remove(indexKey(pool, attribute, value, user)));
    }
  }

  private static String indexKey(UserPool pool, String attribute, String value, User user) {
    return Table.key(pool.id(), attribute, normalized(pool, value), user.username());
  }

  private static String rowKey(UserPool pool, String username) {
    return Table.key(pool.id(), normalized(pool, username));
  }

  private static String normalized(UserPool pool, String name) {
    return pool.settings().caseSensitive() ? name : name.toLowerCase(Locale.ROOT);
  }
}
