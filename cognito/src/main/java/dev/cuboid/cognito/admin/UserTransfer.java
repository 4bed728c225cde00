package dev.cuboid.cognito.admin;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Users as text, one JSON object a line. Passwords travel as their verifiers, which fit the pool
 * that they were made in; in any other pool the user has to choose a new password.
 */
public final class UserTransfer {

  private final UserDirectory users;

  /** Takes users out of this directory and into it. */
  public UserTransfer(UserDirectory users) {
    this.users = users;
  }

  /** All users of a pool. */
  public String export(UserPool pool) {
    return users.users(pool).map(user -> Json.write(user) + "\n").collect(Collectors.joining());
  }

  /**
   * Adds users to a pool; those who are there already stay as they are.
   *
   * @return how many were added
   * @throws IllegalArgumentException when a line is no user; the message has its number. Nothing is
   *     added then
   */
  public int add(UserPool pool, String lines) {
    List<String> all = lines.lines().filter(line -> !line.isBlank()).toList();
    List<User> given = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      try {
        given.add(Json.read(all.get(i), User.class));
      } catch (JacksonException e) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + " is no user: " + e.getOriginalMessage(), e);
      }
    }
    int added = 0;
    for (User user : given) {
      if (users.get(pool, user.username()).isEmpty()) {
        users.add(pool, fitted(pool, user));
        added++;
      }
    }
    return added;
  }

  private static User fitted(UserPool pool, User user) {
    if (user.userPoolId().equals(pool.id())) {
      return user;
    }
    User moved =
        User.create(
            pool.id(),
            user.username(),
            user.attributes(),
            UserStatus.RESET_REQUIRED,
            user.created());
    return moved
        .withGroups(user.groups())
        .withTotp(user.totpSecret(), user.totpEnabled())
        .withEnabled(user.enabled());
  }
}
