package dev.cuboid.engine.run;

import java.util.concurrent.atomic.LongAdder;

/** How the queries of a data source have ended so far. Thread-safe. */
public final class Outcomes {

  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final LongAdder timedOut = new LongAdder();

  void succeed() {
    succeeded.increment();
  }

  void fail() {
    failed.increment();
  }

  void cancel() {
    cancelled.increment();
  }

  void timeOut() {
    timedOut.increment();
  }

  /** With a result. */
  public long succeeded() {
    return succeeded.sum();
  }

  /** With an error of the database; cancelled ones included. */
  public long failed() {
    return failed.sum();
  }

  /** Because nobody wanted the result any more. */
  public long cancelled() {
    return cancelled.sum();
  }

  /** Because they took too long. */
  public long timedOut() {
    return timedOut.sum();
  }
}
