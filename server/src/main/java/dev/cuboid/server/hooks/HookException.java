package dev.cuboid.server.hooks;

/** A hook that threw or gave something unusable; the message is as Cube's clients see it. */
public final class HookException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HookException(String message) {
    super(message);
  }
}
