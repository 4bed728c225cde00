package dev.cuboid.cognito.signin;

import dev.cuboid.cognito.crypto.PasswordVerifier;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserStatus;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Sets and checks passwords. Thread-safe. */
public final class Passwords {

  private final UserDirectory users;
  private final SecureRandom random;
  private final InstantSource clock;

  /** The passwords of these users. */
  public Passwords(UserDirectory users, SecureRandom random, InstantSource clock) {
    this.users = users;
    this.random = random;
    this.clock = clock;
  }

  /** True when this is the user's password. */
  public boolean matches(UserPool pool, User user, String password) {
    return user.password()
        .filter(verifier -> verifier.matches(pool.srpName(), user.username(), password))
        .isPresent();
  }

  /**
   * Gives a user a password that they keep.
   *
   * @throws dev.cuboid.cognito.pool.CognitoException when the pool's policy refuses it
   */
  public User set(UserPool pool, User user, String password) {
    return store(pool, user, password, Optional.empty());
  }

  /**
   * Gives a user a password that they must change at the first sign-in.
   *
   * @throws dev.cuboid.cognito.pool.CognitoException when the pool's policy refuses it
   */
  public User setTemporary(UserPool pool, User user, String password) {
    int days =
        pool.settings()
            .adminCreateUserConfig()
            .flatMap(config -> config.unusedAccountValidityDays())
            .orElseGet(() -> pool.settings().passwordPolicy().temporaryDays());
    return store(
        pool,
        user,
        password,
        Optional.of(clock.instant().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS)));
  }

  /** What would be kept of a password, unchecked. */
  public PasswordVerifier verifier(UserPool pool, String username, String password) {
    return PasswordVerifier.create(pool.srpName(), username, password, random);
  }

  private User store(UserPool pool, User user, String password, Optional<Instant> temporaryUntil) {
    pool.settings().passwordPolicy().check(password);
    PasswordVerifier verifier = verifier(pool, user.username(), password);
    UserStatus status =
        temporaryUntil.isPresent() ? UserStatus.FORCE_CHANGE_PASSWORD : UserStatus.CONFIRMED;
    return users.change(
        pool,
        user.username(),
        current -> current.withPassword(verifier, temporaryUntil).withStatus(status));
  }
}
