package dev.cuboid.server;

import static dev.cuboid.server.TestServer.encoded;
import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.server.config.ConfigurationException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which database a query asks, where a project has several. */
class DataSourcesTest {

  private static final String MODEL =
      """
      cubes:
        - name: orders
          sql_table: facts
          joins:
            - name: leads
              relationship: many_to_one
              sql: "{CUBE}.id = {leads.id}"
          measures:
            - name: total
              type: sum
              sql: amount
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
        - name: leads
          sql_table: facts
          data_source: crm
          measures:
            - name: total
              type: sum
              sql: amount
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
            - name: seen_at
              type: time
              sql: seen_at
      """;

  private static final String ORDERS = "{\"measures\":[\"orders.total\"]}";
  private static final String LEADS = "{\"measures\":[\"leads.total\"]}";

  @TempDir private Path folder;

  @Test
  void eachCubeAsksTheDatabaseOfItsDataSource() throws IOException {
    try (TestServer server = twoDatabases().start()) {
      JsonNode orders = json(server.load(ORDERS));
      JsonNode leads = json(server.load(LEADS));

      assertThat(orders.at("/data/0/orders.total").asString()).isEqualTo("10");
      assertThat(orders.path("dataSource").asString()).isEqualTo("default");
      assertThat(leads.at("/data/0/leads.total").asString()).isEqualTo("70");
      assertThat(leads.path("dataSource").asString()).isEqualTo("crm");
      assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aQueryAcrossDataSourcesIsRefusedAsInCube() throws IOException {
    try (TestServer server = twoDatabases().start()) {
      HttpResponse<String> response =
          server.load("{\"measures\":[\"orders.total\"],\"dimensions\":[\"leads.id\"]}");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(json(response).path("type").asString()).isEqualTo("UserError");
      assertThat(json(response).path("error").asString())
          .startsWith("To join across data sources use rollupJoin with Cube Store.")
          .endsWith("Found data sources: default, crm");
    }
  }

  @Test
  void eachDataSourceIsAskedInItsOwnDialect() throws IOException {
    String byDay =
        "{\"measures\":[\"leads.total\"],\"timezone\":\"Europe/Berlin\",\"timeDimensions\":"
            + "[{\"dimension\":\"leads.seen_at\",\"granularity\":\"day\"}]}";
    TestProject project =
        twoDatabases()
            .with("CUBEJS_DS_CRM_DB_TYPE", "postgres")
            .with("CUBEJS_DS_CRM_DB_HOST", "localhost");
    String inPostgres;
    try (TestServer server = project.start()) {
      inPostgres = sql(server, byDay);
    }
    String inDuckDb;
    try (TestServer server = project.with("CUBEJS_DS_CRM_DB_TYPE", "duckdb").start()) {
      inDuckDb = sql(server, byDay);
    }

    assertThat(inPostgres).contains("\"leads\".seen_at::timestamptz AT TIME ZONE 'Europe/Berlin'");
    assertThat(inDuckDb).contains("timezone('Europe/Berlin'");
  }

  @Test
  void aDataSourceThatIsNotDeclaredIsNotTheDefaultOne() throws IOException {
    try (TestServer server = twoDatabases().with("CUBEJS_DATASOURCES", "default").start()) {
      HttpResponse<String> response = server.load(LEADS);

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(json(response).path("error").asString())
          .isEqualTo("Error: The crm data source is missing in the declared CUBEJS_DATASOURCES.");
    }
  }

  @Test
  void whereNoneAreDeclaredAllNamesMeanTheOneDatabase() throws IOException {
    try (TestServer server = twoDatabases().with("CUBEJS_DATASOURCES", "").start()) {
      JsonNode leads = json(server.load(LEADS));

      assertThat(leads.at("/data/0/leads.total").asString()).isEqualTo("10");
      assertThat(leads.path("dataSource").asString()).isEqualTo("crm");
    }
  }

  @Test
  void aDeclaredDataSourceWithoutSettingsStopsTheStart() {
    TestProject project = twoDatabases().with("CUBEJS_DS_CRM_DB_TYPE", "");

    assertThatThrownBy(project::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("Either CUBEJS_DB_TYPE or CreateOptions.driverFactory must be specified");
  }

  @Test
  void eachTenantMayHaveADatabaseOfItsOwn() throws IOException {
    TestProject project =
        twoDatabases()
            .with("CUBEJS_DB_TYPE", "")
            .with("CUBEJS_DATASOURCES", "")
            .file(
                "cube.js",
                """
                module.exports = {
                  checkAuth: (req, auth) => { req.securityContext = { database: auth }; },
                  driverFactory: async ({ securityContext, dataSource }) => ({
                    type: 'duckdb', databasePath: securityContext.database + '.duckdb',
                  }),
                };
                """);
    try (TestServer server = project.start()) {
      for (int round = 0; round < 2; round++) {
        assertThat(json(server.load(LEADS, "Authorization", "first")).at("/data/0/leads.total"))
            .hasToString("\"10\"");
        assertThat(json(server.load(LEADS, "Authorization", "second")).at("/data/0/leads.total"))
            .hasToString("\"70\"");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | Error: Unexpected return type, driverFactory must return driver (data source:"
            + " \"default\"), actual: null",
        "7 | Error: the description that driverFactory gives must be an object",
        "({ host: 'x' }) | Error: driverFactory must return an object with the type of the"
            + " database",
        "({ type: 'duckdb', bucket: 'x' }) | Error: driverFactory returned the option bucket,"
            + " which is not supported",
        "({ type: 'postgres', port: -1 }) | Error: Value \"-1\" is not valid for CUBEJS_DB_PORT."
            + " Must be a port.",
      })
  void aDriverFactoryThatGivesNoDatabaseAnswersNothing(String result, String message)
      throws IOException {
    TestProject project =
        twoDatabases()
            .with("CUBEJS_DATASOURCES", "")
            .file("cube.js", "module.exports = { driverFactory: () => " + result + " };");
    try (TestServer server = project.start()) {
      HttpResponse<String> response = server.load(ORDERS);

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(json(response).path("error").asString()).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUBEJS_DB_TYPE | mongobi | CUBEJS_DB_TYPE is mongobi, which is not supported",
        "CUBEJS_DB_TYPE | snowflake | CUBEJS_DB_SNOWFLAKE_ACCOUNT is needed where CUBEJS_DB_TYPE is"
            + " snowflake",
        "CUBEJS_DS_CRM_DB_TYPE | trino | CUBEJS_DS_CRM_DB_PRESTO_CATALOG is needed where"
            + " CUBEJS_DS_CRM_DB_TYPE is trino",
      })
  void aDatabaseThatIsNotDescribedStopsTheStart(String variable, String type, String message) {
    TestProject project = twoDatabases().with(variable, type);

    assertThatThrownBy(project::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void aHostThatIsMoreThanAHostStopsTheStart() {
    TestProject project =
        twoDatabases().with("CUBEJS_DB_TYPE", "mysql").with("CUBEJS_DB_HOST", "db/x?y=z");

    assertThatThrownBy(project::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "CUBEJS_DB_TYPE is mysql, but the host of the database may have letters, digits and"
                + " . _ - $ only");
  }

  @Test
  void aMissingDriverIsAskedForByItsFolder() throws IOException {
    TestProject project =
        twoDatabases().with("CUBEJS_DATASOURCES", "").with("CUBEJS_DB_TYPE", "oracle");
    try (TestServer server = project.start()) {
      assertThat(json(server.load(ORDERS)).path("error").asString())
          .isEqualTo(
              "Error: No JDBC driver for 'jdbc:oracle' was found. Put its jar into "
                  + folder.resolve("drivers"));
    }
  }

  private TestProject twoDatabases() {
    facts("first", 10);
    facts("second", 70);
    return TestProject.empty(folder)
        .file("model/facts.yml", MODEL)
        .with("CUBEJS_DATASOURCES", "default, crm")
        .with("CUBEJS_DB_DUCKDB_DATABASE_PATH", "first.duckdb")
        .with("CUBEJS_DS_CRM_DB_TYPE", "duckdb")
        .with("CUBEJS_DS_CRM_DB_DUCKDB_DATABASE_PATH", "second.duckdb");
  }

  private void facts(String name, int amount) {
    Path file = folder.resolve(name + ".duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE facts AS SELECT 1 AS id, "
              + amount
              + " AS amount, TIMESTAMP '2026-01-01 00:00:00' AS seen_at");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sql(TestServer server, String query) {
    return json(server.get("/cubejs-api/v1/sql?query=" + encoded(query)))
        .at("/sql/sql/0")
        .asString();
  }
}
