package dev.cuboid.engine;

/** The query is still running; the client is to ask again. Its work goes on meanwhile. */
public final class ContinueWaitException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** With the text that Cube's clients look for. */
  public ContinueWaitException() {
    super("Continue wait");
  }
}
