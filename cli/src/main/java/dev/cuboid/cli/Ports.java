package dev.cuboid.cli;

import java.io.IOException;
import java.net.BindException;

/** Says which port could not be had, and what to do. */
final class Ports {

  /** Starts a server. */
  @FunctionalInterface
  interface Start<T> {
    T start() throws IOException;
  }

  private Ports() {}

  static <T> T start(int port, String option, Start<T> start) throws IOException {
    try {
      return start.start();
    } catch (IOException e) {
      if (isTaken(e)) {
        throw new CommandException(
            "port " + port + " is taken by another program; choose another with " + option);
      }
      throw e;
    }
  }

  private static boolean isTaken(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || String.valueOf(cause.getMessage()).contains("Address already in use")) {
        return true;
      }
    }
    return false;
  }
}
