package dev.cuboid.benchmark;

import java.io.IOException;
import java.time.Duration;

/** Who answers one case, turn by turn. */
interface Competitor {

  /** As the table shows it. */
  String name();

  /**
   * Answers as much as it can.
   *
   * @param first where the counter of requests begins
   */
  LoadGenerator.Load turn(long first, Duration duration) throws IOException, InterruptedException;

  /** Time that it has had on a processor, the database's not in it. */
  Duration processorTime();
}
