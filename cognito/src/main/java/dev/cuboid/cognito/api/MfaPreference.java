package dev.cuboid.cognito.api;

import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import tools.jackson.databind.JsonNode;

/** Whether a user signs in with an authenticator app. */
final class MfaPreference {

  private MfaPreference() {}

  /**
   * Sets what the input's {@code SoftwareTokenMfaSettings} say.
   *
   * @throws CognitoException when an app is to be used that was never set up
   */
  static void apply(ApiCall call, UserDirectory users, UserPool pool, User user) {
    JsonNode settings = call.body().path("SoftwareTokenMfaSettings");
    if (!settings.isObject()) {
      return;
    }
    boolean enabled = settings.path("Enabled").asBoolean(false);
    if (enabled && user.totpSecret().isEmpty()) {
      throw CognitoException.invalidParameter(
          "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA");
    }
    users.change(pool, user.username(), current -> current.withTotp(current.totpSecret(), enabled));
  }
}
