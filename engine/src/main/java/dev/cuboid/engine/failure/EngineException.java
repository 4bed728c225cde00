package dev.cuboid.engine.failure;

/** A query that could not be answered. The message is for the client and holds no secret. */
public abstract sealed class EngineException extends RuntimeException
    permits ContinueWaitException, DatabaseException, QueueFullException {

  private static final long serialVersionUID = 1L;

  EngineException(String message) {
    super(message);
  }

  EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
