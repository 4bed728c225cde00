package dev.cuboid.engine.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which thread runs what has waited. */
class QueueThreadsTest {

  private final QueryQueue queue =
      new QueryQueue("main", /* limitPerScope= */ 1, /* limit= */ 1, /* capacity= */ 10);
  private final CompletableFuture<Thread> last = new CompletableFuture<>();

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void theThreadThatIsFreeRunsWhatComesNext() throws Exception {
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<Void> allSubmitted = new CompletableFuture<>();
    submit(
        "one",
        () -> {
          allSubmitted.join();
          first.complete(Thread.currentThread());
        });
    submit("other", () -> last.complete(Thread.currentThread()));
    allSubmitted.complete(null);

    assertThat(last.get(10, SECONDS)).isSameAs(first.get(10, SECONDS));
  }

  @Test
  void workThatFailsKeepsNobodyFromItsTurn() throws Exception {
    submit(
        "one",
        () -> {
          throw new IllegalStateException("broken");
        });
    submit("one", () -> last.complete(Thread.currentThread()));

    assertThat(last.get(10, SECONDS).getName()).startsWith("query-main-");
    assertThat(queue.waiting()).isZero();
  }

  private void submit(String scope, Runnable work) {
    queue.submit(scope, Optional.empty(), Priority.INTERACTIVE, work);
  }
}
