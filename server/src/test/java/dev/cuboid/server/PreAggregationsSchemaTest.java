package dev.cuboid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cuboid.server.config.ConfigurationException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Where a tenant's pre-aggregations are kept: what the log says when they cannot be. */
class PreAggregationsSchemaTest {

  private static final String META = "/cubejs-api/v1/meta";

  /** Too long for MySQL from a schema of 38 letters on. */
  private static final String MODEL =
      """
      cubes:
        - name: orders
          sql_table: orders
          measures:
            - { name: count, type: count }
          pre_aggregations:
            - { name: count_of_everybody, measures: [count] }
      """;

  private static final String TENANTS =
      """
      checkAuth: (req) => { req.securityContext = { company: req.headers['x-company'] }; },
      contextToAppId: ({ securityContext }) => `APP_${securityContext.company}`,
      """;

  @TempDir private Path folder;
  private final Logger log =
      (Logger) LoggerFactory.getLogger("dev.cuboid.server.project.PreAggregationNotices");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  @BeforeEach
  void listen() {
    appender.start();
    log.addAppender(appender);
    log.setLevel(Level.WARN);
  }

  @AfterEach
  void stopListening() {
    log.setLevel(null);
    log.detachAppender(appender);
  }

  @ParameterizedTest
  @CsvSource({"''", "async "})
  void aFunctionNamesTheSchemaOfEachTenant(String async) throws IOException {
    TestProject project =
        project(
            TENANTS
                + "preAggregationsSchema: "
                + async
                + "({ securityContext }) => `pre_aggregations_of_the_company_number_${securityContext.company}`,");
    try (TestServer server = project.start()) {
      assertThat(server.get(META, "x-company", "1").statusCode()).isEqualTo(200);
      assertThat(server.get(META, "x-company", "22").statusCode()).isEqualTo(200);
      assertThat(server.get(META, "x-company", "1").statusCode()).isEqualTo(200);
    }

    assertThat(said())
        .containsExactly(
            tooLong("pre_aggregations_of_the_company_number_1"),
            tooLong("pre_aggregations_of_the_company_number_22"));
  }

  @Test
  void aFunctionIsAskedAlsoWhereTenantsShareAModel() throws IOException {
    TestProject project =
        project(
            "preAggregationsSchema: ({ securityContext }) => 'a_schema_for_'.repeat(3) + (securityContext ?? {}).company,"
                + " checkAuth: (req) => { req.securityContext = { company: 'all' }; },");
    try (TestServer server = project.start()) {
      assertThat(server.get(META).statusCode()).isEqualTo(200);
      assertThat(server.get(META).statusCode()).isEqualTo(200);
    }

    assertThat(said()).containsExactly(tooLong("a_schema_for_a_schema_for_a_schema_for_all"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "() => { throw new TypeError('no schema'); } | TypeError: no schema",
        "() => 5 | Error: preAggregationsSchema must return a text that is not empty",
        "async () => '' | Error: preAggregationsSchema must return a text that is not empty",
      })
  void whereItNamesNoneNothingIsAnswered(String function, String error) throws IOException {
    TestProject project = project(TENANTS + "preAggregationsSchema: " + function + ",");
    try (TestServer server = project.start()) {
      for (int time = 0; time < 2; time++) {
        HttpResponse<String> answer = server.get(META, "x-company", "1");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "development, '', ''",
    "production, a_schema_with_a_name_that_is_much_too_long, a_schema_with_a_name_that_is_much_too_long",
  })
  void theSettingNamesItForAll(String mode, String setting, String schema) throws IOException {
    TestProject project =
        project("")
            .with("NODE_ENV", mode)
            .with("CUBEJS_API_SECRET", "a-secret-of-at-least-thirty-two-bytes")
            .with("CUBEJS_PRE_AGGREGATIONS_SCHEMA", setting);
    try (TestServer server = project.start()) {
      server.get(META);
    }

    assertThat(said()).isEqualTo(schema.isEmpty() ? List.of() : List.of(tooLong(schema)));
  }

  @Test
  void aTextInCubeJsWinsOverTheSetting() throws IOException {
    TestProject project =
        project("preAggregationsSchema: 'another_schema_with_a_name_that_is_too_long',")
            .with("CUBEJS_PRE_AGGREGATIONS_SCHEMA", "short");
    try (TestServer server = project.start()) {
      server.get(META);
    }

    assertThat(said()).containsExactly(tooLong("another_schema_with_a_name_that_is_too_long"));
  }

  @Test
  void anythingElseStopsTheStart() {
    assertThatThrownBy(() -> project("preAggregationsSchema: 5,").start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Invalid cube-server-core options: \"preAggregationsSchema\" must be one of [function,"
                + " string]");
  }

  private List<String> said() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static String tooLong(String schema) {
    return "orders.yml:7:9: MySQL can not work with table names that longer than 64 symbols."
        + " Consider using the 'sqlAlias' attribute in your cube and in your pre-aggregation"
        + " definition for "
        + schema
        + ".orders_count_of_everybody. (orders.count_of_everybody)";
  }

  /** Nothing is asked of the database, so there need be none. */
  private TestProject project(String options) {
    return TestProject.empty(folder)
        .with("CUBEJS_DB_TYPE", "mysql")
        .with("CUBEJS_DB_HOST", "127.0.0.1")
        .with("CUBEJS_DB_NAME", "nothing")
        .with("CUBEJS_DB_USER", "nobody")
        .file("cube.js", "module.exports = {" + options + "};")
        .file("model/orders.yml", MODEL);
  }
}
