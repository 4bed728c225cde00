package dev.cuboid.cognito.pool;

/** A refusal that the client is told of, with Cognito's error type and text. */
public final class CognitoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorType type;

  /** A refusal with the text that clients see. */
  public CognitoException(ErrorType type, String message) {
    super(message);
    this.type = type;
  }

  /** The type of the error. */
  public ErrorType type() {
    return type;
  }

  /** The text that clients see. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** A request that can never succeed as it stands. */
  public static CognitoException invalidParameter(String message) {
    return new CognitoException(ErrorType.INVALID_PARAMETER, message);
  }

  /** A caller who is not who they say, or may not do this. */
  public static CognitoException notAuthorized(String message) {
    return new CognitoException(ErrorType.NOT_AUTHORIZED, message);
  }

  /** The refusal of a sign-in that does not say which half was wrong. */
  public static CognitoException incorrectUsernameOrPassword() {
    return notAuthorized("Incorrect username or password.");
  }

  /** A pool, client, group or domain that is not there. */
  public static CognitoException notFound(String message) {
    return new CognitoException(ErrorType.RESOURCE_NOT_FOUND, message);
  }

  /** A user who is not there. */
  public static CognitoException userNotFound() {
    return new CognitoException(ErrorType.USER_NOT_FOUND, "User does not exist.");
  }
}
