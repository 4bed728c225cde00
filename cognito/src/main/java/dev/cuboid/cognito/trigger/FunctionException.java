package dev.cuboid.cognito.trigger;

/** A function failed. */
final class FunctionException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How it failed, which decides what the client is told. */
  enum Cause {
    /** The handler threw, rejected or called back with an error. */
    HANDLER_ERROR,
    /** The handler did not answer in time. */
    TIME_OUT,
    /** There is no such function, or it cannot be loaded. */
    UNAVAILABLE
  }

  private final Cause kind;

  FunctionException(Cause kind, String message) {
    super(message);
    this.kind = kind;
  }

  FunctionException(Cause kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Cause kind() {
    return kind;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
