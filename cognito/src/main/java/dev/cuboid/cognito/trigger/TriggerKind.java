package dev.cuboid.cognito.trigger;

import dev.cuboid.cognito.pool.LambdaConfig;
import java.util.Optional;

/** The moments at which a pool calls a function. */
public enum TriggerKind {
  PRE_SIGN_UP("PreSignUp", "pre-sign-up"),
  POST_CONFIRMATION("PostConfirmation", "post-confirmation"),
  PRE_AUTHENTICATION("PreAuthentication", "pre-authentication"),
  POST_AUTHENTICATION("PostAuthentication", "post-authentication"),
  PRE_TOKEN_GENERATION("PreTokenGeneration", "pre-token-generation"),
  USER_MIGRATION("UserMigration", "user-migration"),
  CUSTOM_MESSAGE("CustomMessage", "custom-message"),
  DEFINE_AUTH_CHALLENGE("DefineAuthChallenge", "define-auth-challenge"),
  CREATE_AUTH_CHALLENGE("CreateAuthChallenge", "create-auth-challenge"),
  VERIFY_AUTH_CHALLENGE("VerifyAuthChallengeResponse", "verify-auth-challenge-response");

  private final String errorName;
  private final String fileStem;

  TriggerKind(String errorName, String fileStem) {
    this.errorName = errorName;
    this.fileStem = fileStem;
  }

  /** The name in error texts. */
  String errorName() {
    return errorName;
  }

  /** The name of a handler's file, without its ending. */
  public String fileStem() {
    return fileStem;
  }

  Optional<String> configured(LambdaConfig config) {
    return switch (this) {
      case PRE_SIGN_UP -> config.preSignUp();
      case POST_CONFIRMATION -> config.postConfirmation();
      case PRE_AUTHENTICATION -> config.preAuthentication();
      case POST_AUTHENTICATION -> config.postAuthentication();
      case PRE_TOKEN_GENERATION -> config.preTokenGeneration();
      case USER_MIGRATION -> config.userMigration();
      case CUSTOM_MESSAGE -> config.customMessage();
      case DEFINE_AUTH_CHALLENGE -> config.defineAuthChallenge();
      case CREATE_AUTH_CHALLENGE -> config.createAuthChallenge();
      case VERIFY_AUTH_CHALLENGE -> config.verifyAuthChallengeResponse();
    };
  }
}
