package dev.cuboid.databases;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server that is started once for all tests of a Java process.
 *
 * @param <S> its kind
 */
final class SharedServer<S extends DatabaseServer> {

  private final Supplier<S> creation;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable S server;
  private @Nullable RuntimeException failure;

  /**
   * @param creation installs it; does not start it
   */
  SharedServer(Supplier<S> creation) {
    this.creation = creation;
  }

  S running() {
    lock.lock();
    try {
      if (failure != null) {
        throw failure;
      }
      S running = server;
      if (running == null) {
        running = creation.get();
        running.start();
        server = running;
      }
      return running;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    } finally {
      lock.unlock();
    }
  }
}
