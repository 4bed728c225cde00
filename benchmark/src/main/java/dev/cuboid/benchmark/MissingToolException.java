package dev.cuboid.benchmark;

/**
 * A program that the benchmark needs is not installed; the message says which, and how to get it.
 */
final class MissingToolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingToolException(String message, Throwable cause) {
    super(message, cause);
  }
}
