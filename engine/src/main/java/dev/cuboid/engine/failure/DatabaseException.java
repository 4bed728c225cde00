package dev.cuboid.engine.failure;

/**
 * A database refused a query, could not be reached, or took too long. The message is the database's
 * own primary message, as Cube shows it.
 */
public final class DatabaseException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** Without a cause, for what the engine itself finds out. */
  public DatabaseException(String message) {
    super(message);
  }

  /**
   * @param message for the client
   * @param cause for the log
   */
  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
