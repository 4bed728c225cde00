package dev.cuboid.cognito.account;

import dev.cuboid.cognito.account.ConfirmationCodes.Kind;
import dev.cuboid.cognito.message.MessagePurpose;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserStatus;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.signin.SignInContext;
import dev.cuboid.cognito.signin.UserMigration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users who forgot their password, and administrators who reset it. Thread-safe. */
public final class PasswordRecovery {

  private static final List<String> ADDRESSES = List.of("email", "phone_number");

  private final UserDirectory users;
  private final Passwords passwords;
  private final ConfirmationCodes codes;
  private final Registration registration;
  private final UserMigration migration;

  /** Recovers the passwords of these users. */
  public PasswordRecovery(
      UserDirectory users,
      Passwords passwords,
      ConfirmationCodes codes,
      Registration registration,
      UserMigration migration) {
    this.users = users;
    this.passwords = passwords;
    this.codes = codes;
    this.registration = registration;
    this.migration = migration;
  }

  /**
   * Sends a code to a verified address.
   *
   * @return where it went; an invented address for an unknown user who must not be found out
   * @throws CognitoException when there is no address, or the user is unknown and that may be said
   */
  public Messenger.Delivery forgot(SignInContext context, String username) {
    Optional<User> user =
        users
            .find(context.pool(), username)
            .or(() -> migration.migrate(context, username, Optional.empty()));
    if (user.isEmpty()) {
      if (context.client().settings().hidesUsers()) {
        return new Messenger.Delivery("r***@e***", "EMAIL", "email");
      }
      throw new CognitoException(
          ErrorType.USER_NOT_FOUND, "Username/client id combination not found.");
    }
    if (user.get().status() == UserStatus.FORCE_CHANGE_PASSWORD) {
      throw CognitoException.notAuthorized("User password cannot be reset in the current state.");
    }
    return send(context.pool(), context.client().clientId(), user.get(), context.clientMetadata());
  }

  /**
   * Sets a new password by the code that was sent.
   *
   * @throws CognitoException when the code is wrong, or the policy refuses the password
   */
  public void confirm(SignInContext context, String username, String code, String password) {
    Optional<User> found = users.find(context.pool(), username);
    if (found.isEmpty()) {
      throw context.client().settings().hidesUsers()
          ? new CognitoException(
              ErrorType.EXPIRED_CODE, "Invalid code provided, please request a code again.")
          : new CognitoException(
              ErrorType.USER_NOT_FOUND, "Username/client id combination not found.");
    }
    User user = found.get();
    // A password that is refused must not use up the code.
    context.pool().settings().passwordPolicy().check(password);
    codes.take(Kind.PASSWORD, context.pool(), user, code);
    User changed = passwords.set(context.pool(), user, password);
    registration.tellConfirmed(context, changed, "PostConfirmation_ConfirmForgotPassword");
  }

  /**
   * Makes a user choose a new password, and sends the code for it.
   *
   * @throws CognitoException when the user has no verified address
   */
  public void resetByAdministrator(UserPool pool, User user, Map<String, String> clientMetadata) {
    User changed =
        users.change(
            pool, user.username(), current -> current.withStatus(UserStatus.RESET_REQUIRED));
    send(pool, "CLIENT_ID_NOT_APPLICABLE", changed, clientMetadata);
  }

  private Messenger.Delivery send(
      UserPool pool, String clientId, User user, Map<String, String> clientMetadata) {
    return ADDRESSES.stream()
        .filter(user::verified)
        .findFirst()
        .flatMap(
            address ->
                codes.send(
                    Kind.PASSWORD,
                    MessagePurpose.FORGOT_PASSWORD,
                    pool,
                    clientId,
                    user,
                    address,
                    clientMetadata))
        .orElseThrow(
            () ->
                CognitoException.invalidParameter(
                    "Cannot reset password for the user as there is no registered/verified email"
                        + " or phone_number"));
  }
}
