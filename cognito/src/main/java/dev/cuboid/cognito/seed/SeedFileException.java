package dev.cuboid.cognito.seed;

/** A seed file that cannot be used; the message says where and why. */
public final class SeedFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SeedFileException(String message) {
    super(message);
  }

  SeedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
