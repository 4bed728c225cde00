package dev.cuboid.security;

/** A check that a token did not pass. */
final class InvalidTokenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ReasonCode code;

  /**
   * @param detail what was expected and found, safe to log
   */
  InvalidTokenException(ReasonCode code, String detail) {
    super(detail);
    this.code = code;
  }

  ReasonCode code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
