package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.RefreshKeyQuery.Schedule;
import dev.cuboid.query.ResultFormat;
import dev.cuboid.query.ResultShape;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each run of the query under test draws the next number of a sequence: the rows count the runs.
 */
class CacheModesTest {

  private static final Instant START = Instant.parse("2024-05-01T10:00:30Z");
  private static final SqlQuery COUNT_RUNS = Queries.sql("SELECT nextval('runs')::int4");
  private static final SqlQuery VERSION = Queries.sql("SELECT version FROM data_version");
  private static final Duration THRESHOLD = Duration.ofSeconds(10);
  private static final List<RefreshKeyQuery> BY_VERSION =
      List.of(new RefreshKeyQuery(VERSION, THRESHOLD, Optional.empty()));
  private static final int LOCK = 1;

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
    engine = engine(EngineOptions.defaults());
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = CacheMode.class,
      names = {"STALE_IF_SLOW", "STALE_WHILE_REVALIDATE", "MUST_REVALIDATE"})
  void servesTheCachedResultWhileTheRefreshKeyIsTheSame(CacheMode mode) {
    assertThat(load(mode, BY_VERSION)).isEqualTo(1);
    clock.advance(Duration.ofHours(5));
    assertThat(load(mode, BY_VERSION)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = CacheMode.class,
      names = {"STALE_IF_SLOW", "MUST_REVALIDATE"})
  void runsAgainWhenTheRefreshKeyHasChanged(CacheMode mode) {
    assertThat(load(mode, BY_VERSION)).isEqualTo(1);
    changeVersion();
    clock.advance(THRESHOLD);
    assertThat(load(mode, BY_VERSION)).isEqualTo(2);
  }

  @Test
  void believesARefreshKeyUntilItsRenewalThreshold() {
    assertThat(load(CacheMode.STALE_IF_SLOW, BY_VERSION)).isEqualTo(1);
    changeVersion();
    clock.advance(THRESHOLD.minusMillis(1));
    assertThat(load(CacheMode.STALE_IF_SLOW, BY_VERSION)).isEqualTo(1);
  }

  @Test
  void runsAgainAfterSixHoursThoughTheRefreshKeyIsTheSame() {
    assertThat(load(CacheMode.STALE_IF_SLOW, BY_VERSION)).isEqualTo(1);
    clock.advance(Duration.ofHours(6));
    assertThat(load(CacheMode.STALE_IF_SLOW, BY_VERSION)).isEqualTo(2);
  }

  @Test
  void keepsAResultWithoutRefreshKeysForADay() {
    assertThat(load(CacheMode.STALE_IF_SLOW, List.of())).isEqualTo(1);
    clock.advance(Duration.ofHours(23));
    assertThat(load(CacheMode.STALE_IF_SLOW, List.of())).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    assertThat(load(CacheMode.STALE_IF_SLOW, List.of())).isEqualTo(2);
  }

  @Test
  void computesAScheduledRefreshKeyFromTheClock() {
    SqlQuery never = Queries.sql("SELECT 1 / 0");
    List<RefreshKeyQuery> everyHourAtTwentyPast =
        List.of(
            new RefreshKeyQuery(
                never,
                THRESHOLD,
                Optional.of(new Schedule(Duration.ofHours(1), Duration.ofMinutes(-20)))));
    assertThat(load(CacheMode.STALE_IF_SLOW, everyHourAtTwentyPast)).isEqualTo(1);
    clock.advance(Duration.ofMinutes(19));
    assertThat(load(CacheMode.STALE_IF_SLOW, everyHourAtTwentyPast)).isEqualTo(1);
    clock.advance(Duration.ofSeconds(30));
    assertThat(load(CacheMode.STALE_IF_SLOW, everyHourAtTwentyPast)).isEqualTo(2);
  }

  @Test
  void alwaysRunsWithoutTheCache() {
    assertThat(load(CacheMode.NO_CACHE, BY_VERSION)).isEqualTo(1);
    assertThat(load(CacheMode.NO_CACHE, BY_VERSION)).isEqualTo(2);
  }

  @Test
  void servesTheCachedResultWhileANewOneIsPrepared() {
    assertThat(load(CacheMode.STALE_WHILE_REVALIDATE, BY_VERSION)).isEqualTo(1);
    changeVersion();
    clock.advance(THRESHOLD);
    assertThat(load(CacheMode.STALE_WHILE_REVALIDATE, BY_VERSION)).isEqualTo(1);
    await().until(() -> load(CacheMode.STALE_WHILE_REVALIDATE, BY_VERSION) == 2);
  }

  @Test
  void renewsInTheBackgroundWhereTheServerIsToldTo() {
    EngineOptions defaults = EngineOptions.defaults();
    try (QueryEngine renewing =
        engine(
            new EngineOptions(
                defaults.cacheBytes(),
                defaults.cacheExpiry(),
                defaults.continueWaitTimeout(),
                defaults.orphanTimeout(),
                defaults.queueCapacity(),
                true,
                Duration.ZERO))) {
      LoadRequest request = request(CacheMode.STALE_IF_SLOW, BY_VERSION);
      assertThat(run(renewing.load(request))).isEqualTo(1);
      changeVersion();
      clock.advance(THRESHOLD);
      assertThat(run(renewing.load(request))).isEqualTo(1);
      await().until(() -> run(renewing.load(request)) == 2);
    }
  }

  @Test
  void servesAnOlderResultWhereTheFreshOneIsSlow() {
    try (QueryEngine impatient = impatientEngine()) {
      LoadRequest request = slowRequest(CacheMode.STALE_IF_SLOW);
      QueryResult first = impatient.load(request);
      changeVersion();
      clock.advance(THRESHOLD);
      QueryResult second;
      try (PostgresFixture.HeldLock _ = postgres.hold(LOCK)) {
        second = impatient.load(request);
      }
      assertThat(second)
          .isEqualTo(new QueryResult(first.data(), START, "default", "postgres", true));
      await().until(() -> !impatient.load(request).slowQuery());
      assertThat(run(impatient.load(request))).isEqualTo(2);
    }
  }

  @Test
  void doesNotServeAnOlderResultWhereAFreshOneIsAskedFor() {
    try (QueryEngine impatient = impatientEngine()) {
      LoadRequest request = slowRequest(CacheMode.MUST_REVALIDATE);
      impatient.load(request);
      changeVersion();
      clock.advance(THRESHOLD);
      try (PostgresFixture.HeldLock _ = postgres.hold(LOCK)) {
        assertThatThrownBy(() -> impatient.load(request))
            .isInstanceOf(ContinueWaitException.class)
            .hasMessage("Continue wait");
      }
    }
  }

  @Test
  void handsOverWhatARequestWasToldToAskAgainFor() {
    try (QueryEngine impatient = impatientEngine()) {
      LoadRequest request = slowRequest(CacheMode.NO_CACHE);
      try (PostgresFixture.HeldLock _ = postgres.hold(LOCK)) {
        assertThatThrownBy(() -> impatient.load(request)).isInstanceOf(ContinueWaitException.class);
      }
      await().until(() -> impatient.metrics().cachedResults() == 1);
      assertThat(run(impatient.load(request))).isEqualTo(1);
      assertThat(run(impatient.load(request))).isEqualTo(2);
    }
  }

  @Test
  void saysWhenTheDatabaseGaveTheRows() {
    LoadRequest request = request(CacheMode.STALE_IF_SLOW, BY_VERSION);
    engine.load(request);
    clock.advance(Duration.ofSeconds(3));
    assertThat(engine.load(request).lastRefreshTime()).isEqualTo(START);
  }

  @Test
  void sharesNothingBetweenScopesParametersAndShapes() {
    SqlQuery sql = COUNT_RUNS;
    SqlQuery withParameter = Queries.sql("SELECT nextval('runs')::int4 WHERE ?::int4 > 0", 1);
    SqlQuery withOther = Queries.sql("SELECT nextval('runs')::int4 WHERE ?::int4 > 0", 2);
    ResultShape compact =
        new ResultShape(List.of(new ResultShape.Column("A.value", 0)), ResultFormat.COMPACT);
    for (int round = 0; round < 2; round++) {
      assertThat(json(scoped(sql, "one"))).isEqualTo("[{\"A.value\":1}]");
      assertThat(json(scoped(sql, "two"))).isEqualTo("[{\"A.value\":2}]");
      assertThat(json(scoped(withParameter, "one"))).isEqualTo("[{\"A.value\":3}]");
      assertThat(json(scoped(withOther, "one"))).isEqualTo("[{\"A.value\":4}]");
      assertThat(
              json(
                  new LoadRequest(
                      sql, compact, List.of(), CacheMode.STALE_IF_SLOW, "one", "request")))
          .isEqualTo("{\"members\":[\"A.value\"],\"dataset\":[[5]]}");
    }
  }

  @Test
  void forgetsAResultThatCannotBeRenewed() {
    postgres.execute("CREATE TABLE vanishing AS SELECT 1 AS one");
    LoadRequest request =
        Queries.request(
            Queries.sql("SELECT one FROM vanishing"),
            CacheMode.STALE_IF_SLOW,
            BY_VERSION,
            "tenant",
            "request");
    engine.load(request);
    postgres.execute("DROP TABLE vanishing");
    changeVersion();
    clock.advance(THRESHOLD);
    assertThatThrownBy(() -> engine.load(request))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("relation \"vanishing\" does not exist");
    assertThat(engine.metrics().cachedResults()).isEqualTo(1);
  }

  @Test
  void countsThroughTheSameCache() {
    LoadRequest request = request(CacheMode.STALE_IF_SLOW, BY_VERSION);
    assertThat(engine.count(COUNT_RUNS, request)).isEqualTo(1);
    assertThat(engine.count(COUNT_RUNS, request)).isEqualTo(1);
  }

  @Test
  void keepsNoMoreThanTheCacheMayHold() {
    EngineOptions defaults = EngineOptions.defaults();
    EngineOptions small =
        new EngineOptions(
            100_000,
            defaults.cacheExpiry(),
            defaults.continueWaitTimeout(),
            defaults.orphanTimeout(),
            defaults.queueCapacity(),
            false,
            Duration.ZERO);
    try (QueryEngine tight = engine(small)) {
      for (int length = 1; length <= 20; length++) {
        tight.load(Queries.request(Queries.sql("SELECT repeat('x', 20000 + ?)", length)));
      }
      assertThat(tight.metrics().cachedBytes()).isBetween(50_000L, 100_000L);
    }
  }

  private QueryEngine engine(EngineOptions options) {
    return QueryEngine.create(options, Map.of("default", postgres.config()), clock);
  }

  private QueryEngine impatientEngine() {
    return engine(EngineOptions.defaults().withContinueWaitTimeout(Duration.ofMillis(200)));
  }

  private int load(CacheMode mode, List<RefreshKeyQuery> refreshKeys) {
    return run(engine.load(request(mode, refreshKeys)));
  }

  private String json(LoadRequest request) {
    return engine.load(request).data().toJson();
  }

  private static int run(QueryResult result) {
    return Integer.parseInt(result.data().toJson().replaceAll("\\D", ""));
  }

  private static LoadRequest request(CacheMode mode, List<RefreshKeyQuery> refreshKeys) {
    return Queries.request(COUNT_RUNS, mode, refreshKeys, "tenant", "request");
  }

  private static LoadRequest slowRequest(CacheMode mode) {
    SqlQuery sql =
        Queries.sql(
            "SELECT nextval('runs')::int4 FROM (SELECT pg_advisory_xact_lock(1) OFFSET 0) l");
    return Queries.request(sql, mode, BY_VERSION, "tenant", "request");
  }

  private static LoadRequest scoped(SqlQuery sql, String scope) {
    return Queries.request(sql, CacheMode.STALE_IF_SLOW, List.of(), scope, "request");
  }

  private static void changeVersion() {
    postgres.execute("UPDATE data_version SET version = version + 1");
  }
}
