package dev.cuboid.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the memory of a long-running process near what lives in it. The serial collector, which
 * costs a server the least, leaves what died in the old generation there until the heap is as large
 * as it may be; on a large machine that is gigabytes later. So the whole heap is collected when it
 * is twice what lived after the last time, and has grown by no less than {@link #ALLOWANCE}: a
 * collection takes as long as there is to keep, so that where more lives it has to be rarer.
 */
final class HeapKeeper {

  /** Bytes; small enough to go unnoticed, large enough that collections are seldom. */
  static final long ALLOWANCE = 64L << 20;

  /** In which results of some megabytes, each kept for a while, can fill a hundred of them. */
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private HeapKeeper() {}

  /** Starts to look, every second, as long as the process runs. */
  static void start() {
    Thread.ofPlatform().daemon().name("heap keeper").start(HeapKeeper::keep);
  }

  private static void keep() {
    Runtime runtime = Runtime.getRuntime();
    long living = 0;
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
        if (isDue(used(runtime), living)) {
          System.gc();
          living = used(runtime);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long used(Runtime runtime) {
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * @param used bytes of the heap
   * @param living bytes that were left after the last collection of all of it
   */
  static boolean isDue(long used, long living) {
    return used - living > Math.max(living, ALLOWANCE);
  }
}
