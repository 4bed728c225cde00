package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.trace.Span;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.SqlQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renewal behind the clients' backs. Each run of the query draws the next number of a sequence. */
class RenewalTest {

  private static final Instant START = Instant.parse("2024-05-01T10:00:30Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration THRESHOLD = Duration.ofSeconds(10);
  private static final SqlQuery COUNT_RUNS = Queries.sql("SELECT nextval('runs')::int4");
  private static final List<RefreshKeyQuery> BY_VERSION =
      List.of(
          new RefreshKeyQuery(
              Queries.sql("SELECT version FROM data_version"), THRESHOLD, Optional.empty()));

  private static PostgresFixture postgres;

  private final AdjustableClock clock = new AdjustableClock(START);
  private QueryEngine engine;

  @BeforeAll
  static void startServer() {
    postgres = PostgresFixture.start();
    postgres.execute("CREATE SEQUENCE runs", "CREATE TABLE data_version (version int)");
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void start() {
    postgres.execute(
        "ALTER SEQUENCE runs RESTART",
        "TRUNCATE data_version",
        "INSERT INTO data_version VALUES (1)");
    engine =
        QueryEngine.create(
            EngineOptions.defaults().withRenewWindow(WINDOW),
            Map.of("default", postgres.config()),
            clock);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void aResultIsRunAgainWhenItsRefreshKeyHasChanged() {
    assertThat(load("tenant")).isEqualTo(1);
    changeVersion();
    clock.advance(THRESHOLD);
    engine.renew(_ -> true, Span.none());

    assertThat(runs()).isEqualTo(2);
    assertThat(load("tenant")).isEqualTo(2);
    assertThat(runs()).isEqualTo(2);
  }

  @Test
  void aResultWhoseRefreshKeyIsTheSameIsNot() {
    assertThat(load("tenant")).isEqualTo(1);
    clock.advance(THRESHOLD);
    engine.renew(_ -> true, Span.none());

    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void theResultsOfOthersAreLeftAlone() {
    assertThat(load("one")).isEqualTo(1);
    assertThat(load("two")).isEqualTo(2);
    changeVersion();
    clock.advance(THRESHOLD);
    engine.renew("two"::equals, Span.none());

    assertThat(runs()).isEqualTo(3);
    assertThat(load("two")).isEqualTo(3);
  }

  @Test
  void whatNobodyHasAskedForLatelyIsLeftAlone() {
    assertThat(load("tenant")).isEqualTo(1);
    changeVersion();
    clock.advance(WINDOW);
    engine.renew(_ -> true, Span.none());

    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void aRefreshKeyThatFailsLeavesTheOthersRenewed() {
    assertThat(load("tenant")).isEqualTo(1);
    postgres.execute("CREATE TABLE gone_later AS SELECT 1 AS version");
    SqlQuery other = Queries.sql("SELECT count(*) FROM gone_later");
    List<RefreshKeyQuery> byGone =
        List.of(
            new RefreshKeyQuery(
                Queries.sql("SELECT version FROM gone_later"), THRESHOLD, Optional.empty()));
    engine.load(Queries.request(other, CacheMode.STALE_IF_SLOW, byGone, "tenant", "request"));
    postgres.execute("DROP TABLE gone_later");
    changeVersion();
    clock.advance(THRESHOLD);
    engine.renew(_ -> true, Span.none());

    assertThat(runs()).isEqualTo(2);
  }

  private int load(String scope) {
    QueryResult result =
        engine.load(
            Queries.request(COUNT_RUNS, CacheMode.STALE_IF_SLOW, BY_VERSION, scope, "request"));
    return Integer.parseInt(result.data().toJson().replaceAll("\\D", ""));
  }

  private static long runs() {
    return postgres.number("SELECT last_value FROM runs");
  }

  private static void changeVersion() {
    postgres.execute("UPDATE data_version SET version = version + 1");
  }
}
