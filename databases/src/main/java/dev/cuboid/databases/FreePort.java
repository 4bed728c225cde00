package dev.cuboid.databases;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * A port for a server that is started later, or that is started again. It lies below those from
 * which operating systems take one for a connection or for a server that asks for any: such a port
 * would be given to somebody else before the server of the test opens it.
 */
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int AFTER_LAST = 32_768;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /**
   * @return one that nobody listened on, at any address of this machine
   * @throws IllegalStateException when all that were looked at are taken
   */
  public static int find() {
    RandomGenerator random = RandomGenerator.getDefault();
    return random
        .ints(ATTEMPTS, FIRST, AFTER_LAST)
        .filter(FreePort::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port was found"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
