package dev.cuboid.engine.failure;

/** More queries are waiting for a data source than are allowed to wait. */
public final class QueueFullException extends EngineException {

  private static final long serialVersionUID = 1L;

  /**
   * @param dataSource its name
   * @param capacity how many queries may wait
   */
  public QueueFullException(String dataSource, int capacity) {
    super(
        "The queue of the '%s' data source is full: %d queries are waiting already. Try again later."
            .formatted(dataSource, capacity));
  }
}
