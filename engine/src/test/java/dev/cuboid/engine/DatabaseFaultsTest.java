package dev.cuboid.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cuboid.databases.FreePort;
import dev.cuboid.engine.PostgresFixture.HeldLock;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import dev.cuboid.query.CacheMode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseFaultsTest {

  private static final int LOCK = 1;
  private static final Limits SHORT =
      new Limits(2, 8, 0, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(10));

  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private static PostgresFixture postgres;

  @BeforeAll
  static void startServer() {
    postgres = PostgresFixture.start();
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @AfterEach
  void stop() {
    clients.shutdownNow();
  }

  @Test
  void survivesADatabaseThatStopsAndComesBack() {
    try (PostgresFixture server = PostgresFixture.start();
        QueryEngine engine = engine(server.config("postgres", "", SHORT))) {
      assertThat(load(engine, "SELECT 1")).isEqualTo("[{\"A.value\":1}]");
      server.stop();
      assertThatThrownBy(() -> load(engine, "SELECT 1")).isInstanceOf(DatabaseException.class);
      assertThatThrownBy(() -> engine.testConnection("default"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("refused");
      server.startAgain();
      await()
          .ignoreExceptionsInstanceOf(DatabaseException.class)
          .until(() -> load(engine, "SELECT 1"), "[{\"A.value\":1}]"::equals);
      engine.testConnection("default");
    }
  }

  @Test
  void startsWithoutADatabaseAndSaysWhatIsWrong() {
    int unused = FreePort.find();
    DataSourceConfig down =
        new DataSourceConfig.Postgres(
            "postgres",
            "localhost",
            unused,
            "db",
            "user",
            new Secret("secret"),
            new Tls.Disabled(),
            SHORT);
    try (QueryEngine engine = engine(down)) {
      assertThatThrownBy(() -> load(engine, "SELECT 1"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("localhost:" + unused + " refused")
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void saysThatThePasswordIsWrongAndTakesItWhenItIsRight() {
    try (PostgresFixture server = PostgresFixture.start();
        QueryEngine engine = engine(server.config("reader", "right", SHORT))) {
      server.requirePasswords();
      server.execute("CREATE ROLE reader LOGIN PASSWORD 'other'");
      assertThatThrownBy(() -> load(engine, "SELECT 1"))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("password authentication failed for user \"reader\"");
      server.execute("ALTER ROLE reader PASSWORD 'right'");
      assertThat(load(engine, "SELECT 1")).isEqualTo("[{\"A.value\":1}]");
    }
  }

  @Test
  void needsNoMoreThanToRead() {
    postgres.execute(
        "CREATE TABLE numbers AS SELECT 5 AS number",
        "CREATE ROLE reader LOGIN",
        "GRANT SELECT ON numbers TO reader",
        "ALTER ROLE reader SET default_transaction_read_only TO on");
    try (QueryEngine engine = engine(postgres.config("reader", "", SHORT))) {
      engine.testConnection("default");
      assertThat(load(engine, "SELECT number FROM numbers")).isEqualTo("[{\"A.value\":5}]");
      assertThatThrownBy(() -> load(engine, "SELECT rolname FROM pg_authid"))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("permission denied for table pg_authid");
    }
  }

  @Test
  void saysThatTheConnectionWasCutAndGoesOnWithAnother() {
    try (QueryEngine engine = engine(postgres.config())) {
      Future<String> answer;
      try (HeldLock _ = postgres.hold(LOCK)) {
        answer = clients.submit(() -> load(engine, "SELECT 1 FROM (SELECT pg_advisory_lock(1)) l"));
        await().until(() -> postgres.running("advisory_lock(1)) l") == 1);
        postgres.number(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name = 'cuboid'");
        assertThatThrownBy(answer::get)
            .cause()
            .isInstanceOf(DatabaseException.class)
            .hasMessage("terminating connection due to administrator command");
      }
      assertThat(load(engine, "SELECT 2")).isEqualTo("[{\"A.value\":2}]");
    }
  }

  @Test
  void saysThatTheConnectionWasCutInTheMiddleOfAResult() {
    try (QueryEngine engine = engine(postgres.config())) {
      String cutsItself =
          "SELECT CASE WHEN n = 50000 THEN pg_terminate_backend(pg_backend_pid())::text"
              + " ELSE repeat('x', 100) END FROM generate_series(1, 100000) n";
      assertThatThrownBy(() -> load(engine, cutsItself))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("terminating connection due to administrator command");
      assertThat(load(engine, "SELECT 2")).isEqualTo("[{\"A.value\":2}]");
    }
  }

  @Test
  void getsFreeFromADatabaseThatDoesNotAnswerAnyMore() throws IOException {
    AdjustableClock clock = new AdjustableClock(Instant.parse("2024-05-01T10:00:00Z"));
    DataSourceConfig.Postgres direct = postgres.config("postgres", "", SHORT);
    try (FreezingProxy proxy = new FreezingProxy(direct.port());
        QueryEngine engine =
            QueryEngine.create(
                EngineOptions.defaults(),
                Map.of("default", withPort(direct, proxy.port())),
                clock)) {
      load(engine, "SELECT 1");
      try (HeldLock _ = postgres.hold(LOCK)) {
        Future<String> answer =
            clients.submit(() -> load(engine, "SELECT 1 FROM (SELECT pg_advisory_lock(1)) l"));
        await().until(() -> postgres.running("advisory_lock(1)) l") == 1);
        proxy.freeze();
        clock.advance(SHORT.queryTimeout());
        assertThatThrownBy(answer::get)
            .cause()
            .hasMessage("Query execution timeout after 10 min of waiting");
        assertThat(running(engine)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(30));
        await().until(() -> running(engine) == 0);
      }
    }
  }

  @Test
  void passesOnThatTheDatabaseHasNoConnectionLeft() {
    postgres.execute("CREATE ROLE crowded LOGIN CONNECTION LIMIT 0");
    try (QueryEngine engine = engine(postgres.config("crowded", "", SHORT))) {
      assertThatThrownBy(() -> load(engine, "SELECT 1"))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("too many connections for role \"crowded\"");
    }
  }

  @Test
  void showsOnlyThePrimaryMessage() {
    postgres.execute(
        "CREATE FUNCTION fail(text) RETURNS int LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE 'not today' USING DETAIL = $1, HINT = $1; END $$");
    try (QueryEngine engine = engine(postgres.config())) {
      assertThatThrownBy(() -> load(engine, "SELECT * FROM public.no_such_table"))
          .hasMessage("relation \"public.no_such_table\" does not exist");
      assertThatThrownBy(
              () -> engine.load(Queries.request(Queries.sql("SELECT fail($1)", "a bound value"))))
          .hasMessage("not today");
    }
  }

  @Test
  void saysThatADataSourceIsNotDeclared() {
    try (QueryEngine engine =
        QueryEngine.create(EngineOptions.defaults(), Map.of(), Clock.systemUTC())) {
      assertThatThrownBy(() -> load(engine, "SELECT 1"))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("The default data source is missing in the declared CUBEJS_DATASOURCES.");
    }
  }

  @Test
  void closesItsConnectionsWhenItIsClosed() {
    try (QueryEngine engine = engine(postgres.config())) {
      load(engine, "SELECT 1");
      assertThat(connections()).isPositive();
    }
    await().until(() -> connections() == 0);
  }

  @Test
  void closesConnectionsThatAreIdle() {
    // The least that the pool takes; its housekeeper looks once a second here.
    Duration idle = Duration.ofSeconds(10);
    Limits limits = new Limits(2, 8, 0, idle, SHORT.connectTimeout(), SHORT.queryTimeout());
    try (QueryEngine engine = engine(postgres.config("postgres", "", limits))) {
      load(engine, "SELECT 1");
      assertThat(connections()).isEqualTo(1);
      await().atMost(idle.multipliedBy(6)).until(() -> connections() == 0);
      assertThat(load(engine, "SELECT 2")).isEqualTo("[{\"A.value\":2}]");
    }
  }

  private long connections() {
    return postgres.number(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'cuboid'");
  }

  private static int running(QueryEngine engine) {
    return requireNonNull(engine.metrics().dataSources().get("default")).running();
  }

  private static DataSourceConfig withPort(DataSourceConfig.Postgres config, int port) {
    return new DataSourceConfig.Postgres(
        config.dbType(),
        config.host(),
        port,
        config.database(),
        config.user(),
        config.password(),
        config.tls(),
        config.limits());
  }

  private static QueryEngine engine(DataSourceConfig config) {
    return QueryEngine.create(
        EngineOptions.defaults(), Map.of("default", config), Clock.systemUTC());
  }

  private static String load(QueryEngine engine, String sql) {
    return engine
        .load(Queries.request(Queries.sql(sql), CacheMode.NO_CACHE, List.of(), "tenant", "request"))
        .data()
        .toJson();
  }
}
