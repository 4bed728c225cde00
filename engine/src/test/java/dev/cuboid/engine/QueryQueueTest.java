package dev.cuboid.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.EngineMetrics.DataSourceMetrics;
import dev.cuboid.engine.PostgresFixture.HeldLock;
import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.failure.QueueFullException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.SqlQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries are held in the database by a lock, so that nothing depends on how fast it is. */
class QueryQueueTest {

  private static final int LOCK = 1;
  private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(10);

  private static PostgresFixture postgres;

  private final AdjustableClock clock = new AdjustableClock(Instant.parse("2024-05-01T10:00:00Z"));
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private QueryEngine engine;

  @BeforeAll
  static void startServer() {
    postgres = PostgresFixture.start();
    postgres.execute("CREATE SEQUENCE runs");
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void start() {
    postgres.execute("ALTER SEQUENCE runs RESTART");
    engine = engine(Duration.ofMinutes(1), 1000, 2, 8);
  }

  @AfterEach
  void stop() {
    engine.close();
    clients.shutdownNow();
  }

  @Test
  void runsAQueryOnceForAllWhoAskAtTheSameTime() throws Exception {
    List<Future<String>> answers = new ArrayList<>();
    try (HeldLock _ = postgres.hold(LOCK)) {
      for (int client = 0; client < 50; client++) {
        answers.add(ask(held("SELECT nextval('runs')::int4", "tenant", "request-" + client)));
      }
      await().until(() -> postgres.running("nextval") == 1);
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("[{\"A.value\":1}]");
    }
  }

  @Test
  void doesNotLetOneTenantsSlowQueriesStopAnothers() throws Exception {
    List<Future<String>> slow = new ArrayList<>();
    try (HeldLock _ = postgres.hold(LOCK)) {
      for (int number = 0; number < 100; number++) {
        slow.add(ask(held("SELECT " + number, "greedy", "slow-" + number)));
      }
      await().until(() -> waiting(engine) == 98);
      LoadRequest fast =
          Queries.request(
              Queries.sql("SELECT 'fast'"), CacheMode.STALE_IF_SLOW, List.of(), "modest", "fast");
      assertThat(engine.load(fast).data().toJson()).isEqualTo("[{\"A.value\":\"fast\"}]");
      assertThat(postgres.running("advisory")).isEqualTo(2);
    }
    for (Future<String> answer : slow) {
      assertThat(answer.get()).startsWith("[{\"A.value\":");
    }
  }

  @Test
  void servesTenantsInTurnWhereAllConnectionsAreBusy() throws Exception {
    try (QueryEngine single = engine(Duration.ofMinutes(1), 1000, 1, 1)) {
      List<Future<String>> answers = new ArrayList<>();
      try (HeldLock _ = postgres.hold(LOCK)) {
        answers.add(clients.submit(() -> json(single, held("SELECT 0", "a", "a-0"))));
        await().until(() -> running(single) == 1);
        for (int number = 1; number <= 3; number++) {
          int waiting = number;
          String sql = "SELECT nextval('runs')::int4 + 0 * " + number;
          answers.add(clients.submit(() -> json(single, plain(sql, "a", "a-" + waiting))));
          await().until(() -> waiting(single) == waiting);
        }
        answers.add(clients.submit(() -> json(single, plain("SELECT nextval('runs')", "b", "b"))));
        await().until(() -> waiting(single) == 4);
      }
      assertThat(answers.getLast().get()).isEqualTo("[{\"A.value\":\"1\"}]");
    }
  }

  @Test
  void refusesAtOnceWhatTheQueueHasNoRoomFor() {
    try (QueryEngine small = engine(Duration.ofMinutes(1), 1, 1, 1)) {
      try (HeldLock _ = postgres.hold(LOCK)) {
        Future<String> _ = clients.submit(() -> json(small, held("SELECT 1", "tenant", "one")));
        await().until(() -> running(small) == 1);
        Future<String> _ = clients.submit(() -> json(small, held("SELECT 2", "tenant", "two")));
        await().until(() -> waiting(small) == 1);
        assertThatThrownBy(() -> small.load(held("SELECT 3", "tenant", "three")))
            .isInstanceOf(QueueFullException.class)
            .hasMessage(
                "The queue of the 'default' data source is full: 1 queries are waiting already."
                    + " Try again later.");
      }
    }
  }

  @Test
  void goesOnWithAQueryWhileItsClientIsToldToAskAgain() {
    try (QueryEngine impatient = engine(Duration.ofMillis(100), 1000, 2, 8)) {
      LoadRequest request = held("SELECT nextval('runs')::int4", "tenant", "request");
      try (HeldLock _ = postgres.hold(LOCK)) {
        assertThatThrownBy(() -> impatient.load(request)).isInstanceOf(ContinueWaitException.class);
        assertThatThrownBy(() -> impatient.load(request)).isInstanceOf(ContinueWaitException.class);
        assertThat(postgres.running("nextval")).isEqualTo(1);
      }
      await()
          .ignoreExceptionsInstanceOf(ContinueWaitException.class)
          .until(() -> json(impatient, request), "[{\"A.value\":1}]"::equals);
    }
  }

  @Test
  void letsAnyOfTwoServersAnswerTheNextTry() {
    LoadRequest request = held("SELECT 'shared'", "tenant", "request");
    try (QueryEngine one = engine(Duration.ofMillis(100), 1000, 2, 8);
        QueryEngine two = engine(Duration.ofMillis(100), 1000, 2, 8)) {
      Iterator<QueryEngine> turns = Stream.iterate(one, last -> last == one ? two : one).iterator();
      try (HeldLock _ = postgres.hold(LOCK)) {
        for (int attempt = 0; attempt < 4; attempt++) {
          QueryEngine next = turns.next();
          assertThatThrownBy(() -> next.load(request)).isInstanceOf(ContinueWaitException.class);
        }
        assertThat(postgres.running("shared")).isEqualTo(2);
      }
      await()
          .ignoreExceptionsInstanceOf(ContinueWaitException.class)
          .until(() -> json(turns.next(), request), "[{\"A.value\":\"shared\"}]"::equals);
    }
  }

  @Test
  void tellsAWaitingClientWhatIsBeingDone() {
    try (QueryEngine impatient = engine(Duration.ofMillis(100), 1000, 1, 1);
        HeldLock _ = postgres.hold(LOCK)) {
      assertThatThrownBy(() -> impatient.load(held("SELECT 1", "tenant", "one")))
          .isInstanceOfSatisfying(
              ContinueWaitException.class,
              wait -> {
                assertThat(wait.stage()).isEqualTo("Executing query");
                assertThat(wait.elapsed()).isEqualTo(Duration.ZERO);
              });
      assertThatThrownBy(() -> impatient.load(held("SELECT 2", "tenant", "two")))
          .isInstanceOfSatisfying(
              ContinueWaitException.class,
              wait -> assertThat(wait.stage()).isEqualTo("#1 in queue"));
      clock.advance(Duration.ofSeconds(7));
      assertThatThrownBy(() -> impatient.load(held("SELECT 3", "other", "three")))
          .isInstanceOfSatisfying(
              ContinueWaitException.class,
              wait -> assertThat(wait.stage()).isEqualTo("#2 in queue"));
      assertThatThrownBy(() -> impatient.load(held("SELECT 1", "tenant", "one")))
          .isInstanceOfSatisfying(
              ContinueWaitException.class,
              wait -> assertThat(wait.elapsed()).isEqualTo(Duration.ofSeconds(7)));
    }
  }

  @Test
  void cancelsInTheDatabaseWhatNobodyWaitsForAnyMore() {
    try (QueryEngine impatient = engine(Duration.ofMillis(100), 1000, 2, 8);
        HeldLock _ = postgres.hold(LOCK)) {
      assertThatThrownBy(() -> impatient.load(held("SELECT 'orphan'", "tenant", "request")))
          .isInstanceOf(ContinueWaitException.class);
      assertThat(postgres.running("orphan")).isEqualTo(1);
      clock.advance(Duration.ofMinutes(2));
      await().until(() -> postgres.running("orphan") == 0);
      await().until(() -> running(impatient) == 0);
      assertThat(metrics(impatient).cancelled()).isEqualTo(1);
    }
  }

  @Test
  void cancelsInTheDatabaseWhatTakesTooLong() {
    try (HeldLock _ = postgres.hold(LOCK)) {
      Future<String> answer = ask(held("SELECT 'slow one'", "tenant", "request"));
      await().until(() -> postgres.running("slow one") == 1);
      clock.advance(QUERY_TIMEOUT);
      assertThatThrownBy(answer::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(DatabaseException.class)
          .hasMessage("Query execution timeout after 10 min of waiting");
      await().until(() -> postgres.running("slow one") == 0);
    }
  }

  @Test
  void cancelsByRequestIdWhatNoOtherRequestWaitsFor() {
    try (HeldLock _ = postgres.hold(LOCK)) {
      Future<String> alone = ask(held("SELECT 'alone'", "tenant", "first"));
      Future<String> together = ask(held("SELECT 'shared'", "tenant", "first"));
      Future<String> _ = ask(held("SELECT 'shared'", "tenant", "second"));
      await().until(() -> postgres.running("alone") + postgres.running("shared") == 2);
      assertThat(engine.cancel("first", "tenant")).isTrue();
      await().until(() -> postgres.running("alone") == 0);
      assertThatThrownBy(alone::get).cause().hasMessage("Query was cancelled");
      assertThat(postgres.running("shared")).isEqualTo(1);
      assertThat(together).isNotDone();
      assertThat(engine.cancel("unknown", "tenant")).isFalse();
      assertThat(engine.cancel("second", "another tenant")).isFalse();
    }
  }

  @Test
  void withdrawsFromTheQueueWhatIsCancelledBeforeItBegins() {
    try (QueryEngine single = engine(Duration.ofMinutes(1), 1000, 1, 1);
        HeldLock _ = postgres.hold(LOCK)) {
      Future<String> _ = clients.submit(() -> json(single, held("SELECT 1", "tenant", "one")));
      await().until(() -> running(single) == 1);
      Future<String> waiting =
          clients.submit(() -> json(single, held("SELECT 2", "tenant", "two")));
      await().until(() -> waiting(single) == 1);
      assertThat(single.cancel("two", "tenant")).isTrue();
      assertThatThrownBy(waiting::get).cause().hasMessage("Query was cancelled");
      assertThat(waiting(single)).isZero();
    }
  }

  private QueryEngine engine(
      Duration patience, int queueCapacity, int concurrency, int connections) {
    Limits limits =
        new Limits(
            concurrency,
            connections,
            0,
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            QUERY_TIMEOUT);
    EngineOptions defaults = EngineOptions.defaults();
    EngineOptions options =
        new EngineOptions(
            defaults.cacheBytes(),
            defaults.cacheExpiry(),
            patience,
            defaults.orphanTimeout(),
            queueCapacity,
            false,
            Duration.ZERO);
    return QueryEngine.create(
        options, Map.of("default", postgres.config("postgres", "", limits)), clock);
  }

  private Future<String> ask(LoadRequest request) {
    return clients.submit(() -> json(engine, request));
  }

  private static String json(QueryEngine engine, LoadRequest request) {
    return engine.load(request).data().toJson();
  }

  private static DataSourceMetrics metrics(QueryEngine engine) {
    return requireNonNull(engine.metrics().dataSources().get("default"));
  }

  private static int running(QueryEngine engine) {
    return metrics(engine).running();
  }

  private static int waiting(QueryEngine engine) {
    return metrics(engine).waiting();
  }

  /** A request whose query stands still while the lock is held. */
  private static LoadRequest held(String sql, String scope, String requestId) {
    return plain(
        "SELECT l.* FROM (SELECT pg_advisory_xact_lock("
            + LOCK
            + ") OFFSET 0) w, LATERAL ("
            + sql
            + ") l",
        scope,
        requestId);
  }

  private static LoadRequest plain(String sql, String scope, String requestId) {
    SqlQuery query = Queries.sql(sql);
    return Queries.request(query, CacheMode.STALE_IF_SLOW, List.of(), scope, requestId);
  }
}
