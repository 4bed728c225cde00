package dev.cuboid.jinja;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs something on a thread of its own, with room for deep recursion, and no longer than allowed.
 */
final class BoundedRun {

  /** It took too long. */
  static final class TimeLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  private static final long STACK_BYTES = 64L << 20;

  private BoundedRun() {}

  /**
   * @throws TimeLimitException after the limit; the work has ended by then
   */
  static <T> T run(Duration limit, Supplier<T> work) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                outcome.complete(work.get());
              } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e);
              }
            },
            "jinja",
            STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      stop(thread);
      throw new TimeLimitException();
    } catch (InterruptedException e) {
      stop(thread);
      Thread.currentThread().interrupt();
      throw new TimeLimitException();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  /** Compiled WebAssembly looks for an interrupt at every call and loop. */
  private static void stop(Thread thread) {
    boolean interrupted = false;
    thread.interrupt();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(e);
    };
  }
}
