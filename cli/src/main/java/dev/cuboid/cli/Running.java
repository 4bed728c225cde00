package dev.cuboid.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps a command running until Ctrl-C, and closes what it started. */
final class Running {

  private Running() {}

  /** Waits until the process is asked to end, then closes the servers in the order given. */
  static void untilInterrupted(AutoCloseable... servers) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              for (AutoCloseable server : servers) {
                close(server);
              }
              stopped.countDown();
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    HeapKeeper.start();
    stopped.await();
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      System.err.println("cuboid: something did not close cleanly: " + e.getMessage());
    }
  }
}
