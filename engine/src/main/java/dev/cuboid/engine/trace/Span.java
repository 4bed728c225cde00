package dev.cuboid.engine.trace;

/**
 * A step of the work for a request, which an observer may be told of. It may end after the step
 * that it is part of, for a query goes on when its client has been told to ask again. No value of a
 * row, a parameter or a token is ever said to it. Thread-safe.
 */
public interface Span extends AutoCloseable {

  /** Begins a step that is part of this one. */
  Span begin(String name);

  /** Begins work that this step causes and that is not part of it: a trace of its own. */
  Span beginCaused(String name);

  /**
   * Begins a query of a database that is part of this step.
   *
   * @param dbType the kind of the database, as Cube names it
   * @param sql with placeholders
   */
  Span beginQuery(String dbType, String dataSource, String sql);

  /** Says something of this step. */
  void set(String attribute, String value);

  /**
   * Says that this step has failed.
   *
   * @param type a name for the kind of failure; no message, which may hold data
   */
  void fail(String type);

  /** Ends the step; what is said of it later is lost. */
  @Override
  void close();

  /** A step that nobody is told of. */
  static Span none() {
    return NoSpan.NONE;
  }
}
