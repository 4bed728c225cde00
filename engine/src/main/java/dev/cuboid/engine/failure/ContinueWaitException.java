package dev.cuboid.engine.failure;

import java.time.Duration;

/** The query is still running; the client is to ask again. Its work goes on meanwhile. */
public final class ContinueWaitException extends EngineException {

  private static final long serialVersionUID = 1L;

  private final String stage;
  private final Duration elapsed;

  /**
   * With the text that Cube's clients look for.
   *
   * @param stage what is being done, {@code Executing query} or {@code #2 in queue}; older clients
   *     show it
   * @param elapsed since the query was first asked for
   */
  public ContinueWaitException(String stage, Duration elapsed) {
    super("Continue wait");
    this.stage = stage;
    this.elapsed = elapsed;
  }

  /** What is being done: {@code stage.stage} of Cube's answer. */
  public String stage() {
    return stage;
  }

  /** Since the query was first asked for: {@code stage.timeElapsed} of Cube's answer. */
  public Duration elapsed() {
    return elapsed;
  }
}
