package dev.cuboid.cognito.account;

import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.message.MessagePurpose;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Codes of six digits: sent, kept as a hash, and good once. Thread-safe. */
public final class ConfirmationCodes {

  private static final int WRONG_ANSWERS = 5;

  /** What a code confirms. A user has at most one pending code of each kind. */
  public enum Kind {
    SIGN_UP(Duration.ofHours(24)),
    PASSWORD(Duration.ofHours(1)),
    EMAIL(Duration.ofHours(24)),
    PHONE_NUMBER(Duration.ofHours(24));

    private final Duration life;

    Kind(Duration life) {
      this.life = life;
    }

    /** The kind that confirms an attribute. */
    public static Kind ofAttribute(String attribute) {
      return switch (attribute) {
        case "email" -> EMAIL;
        case "phone_number" -> PHONE_NUMBER;
        default ->
            throw CognitoException.invalidParameter(
                "Invalid attribute name, only email and phone_number can be verified");
      };
    }
  }

  private final UserDirectory users;
  private final Messenger messenger;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** The codes of these users. */
  public ConfirmationCodes(
      UserDirectory users, Messenger messenger, Identifiers identifiers, InstantSource clock) {
    this.users = users;
    this.messenger = messenger;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Makes a code and sends it.
   *
   * @return where it went; nothing when the user has no such address
   */
  public Optional<Messenger.Delivery> send(
      Kind kind,
      MessagePurpose purpose,
      UserPool pool,
      String clientId,
      User user,
      String attribute,
      Map<String, String> clientMetadata) {
    String code = identifiers.confirmationCode();
    User.PendingCode pending =
        new User.PendingCode(
            Digests.fingerprint(code),
            clock.instant().plus(kind.life).truncatedTo(ChronoUnit.MILLIS),
            0);
    users.change(pool, user.username(), current -> withCode(current, kind, pending));
    return messenger.send(purpose, pool, clientId, user, attribute, code, clientMetadata);
  }

  /**
   * Takes a code back.
   *
   * @throws CognitoException when it is wrong, too old, used, or guessed too often
   */
  public void take(Kind kind, UserPool pool, User user, String code) {
    User.PendingCode pending = user.codes().get(kind.name());
    if (pending == null || !clock.instant().isBefore(pending.expiresAt())) {
      throw new CognitoException(
          ErrorType.EXPIRED_CODE, "Invalid code provided, please request a code again.");
    }
    if (pending.wrongAnswers() >= WRONG_ANSWERS) {
      throw new CognitoException(
          ErrorType.LIMIT_EXCEEDED, "Attempt limit exceeded, please try after some time.");
    }
    if (!Digests.same(pending.fingerprint(), Digests.fingerprint(code))) {
      User.PendingCode counted =
          new User.PendingCode(
              pending.fingerprint(), pending.expiresAt(), pending.wrongAnswers() + 1);
      users.change(pool, user.username(), current -> withCode(current, kind, counted));
      throw new CognitoException(
          ErrorType.CODE_MISMATCH, "Invalid verification code provided, please try again.");
    }
    users.change(
        pool,
        user.username(),
        current ->
            current.withCodes(
                codes -> {
                  codes.remove(kind.name());
                  return codes;
                }));
  }

  private static User withCode(User user, Kind kind, User.PendingCode code) {
    return user.withCodes(
        codes -> {
          codes.put(kind.name(), code);
          return codes;
        });
  }
}
