package dev.cuboid.cognito.pool;

/** The error types of the user pools API that this pool answers with. */
public enum ErrorType {
  ALIAS_EXISTS("AliasExistsException"),
  CODE_MISMATCH("CodeMismatchException"),
  ENABLE_SOFTWARE_TOKEN_MFA("EnableSoftwareTokenMFAException"),
  EXPIRED_CODE("ExpiredCodeException"),
  GROUP_EXISTS("GroupExistsException"),
  INTERNAL_ERROR("InternalErrorException"),
  INVALID_LAMBDA_RESPONSE("InvalidLambdaResponseException"),
  INVALID_PARAMETER("InvalidParameterException"),
  INVALID_PASSWORD("InvalidPasswordException"),
  LIMIT_EXCEEDED("LimitExceededException"),
  NOT_AUTHORIZED("NotAuthorizedException"),
  PASSWORD_RESET_REQUIRED("PasswordResetRequiredException"),
  REFRESH_TOKEN_REUSE("RefreshTokenReuseException"),
  RESOURCE_NOT_FOUND("ResourceNotFoundException"),
  SERIALIZATION("SerializationException"),
  SOFTWARE_TOKEN_MFA_NOT_FOUND("SoftwareTokenMFANotFoundException"),
  UNEXPECTED_LAMBDA("UnexpectedLambdaException"),
  UNKNOWN_OPERATION("UnknownOperationException"),
  UNSUPPORTED_OPERATION("UnsupportedOperationException"),
  UNSUPPORTED_TOKEN_TYPE("UnsupportedTokenTypeException"),
  USERNAME_EXISTS("UsernameExistsException"),
  USER_LAMBDA_VALIDATION("UserLambdaValidationException"),
  USER_NOT_CONFIRMED("UserNotConfirmedException"),
  USER_NOT_FOUND("UserNotFoundException");

  private final String wireName;

  ErrorType(String wireName) {
    this.wireName = wireName;
  }

  /** The name in {@code __type}. */
  public String wireName() {
    return wireName;
  }
}
