package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cuboid.databases.DatabaseServer;
import dev.cuboid.engine.PostgresFixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What a server answers whose database is reached through a driver in the project's folder: the
 * same as over DuckDB and PostgreSQL, to each of two companies, in the words of Cube's driver.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DatabaseAnswers {

  /** The name of the schema or database with the tables. */
  static final String SCHEMA = "front_door";

  private static final String MODEL =
      """
      cubes:
        - name: orders
          sql: "SELECT * FROM orders WHERE {SECURITY_CONTEXT.company_id.filter('company_id')}"
          measures:
            - name: count
              type: count
            - name: total
              type: sum
              sql: amount
            - name: heaviest
              type: max
              sql: weight
            - name: states
              type: count_distinct
              sql: status
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
              public: true
            - name: status
              type: string
              sql: status
            - name: paid
              type: boolean
              sql: paid
            - name: amount
              type: number
              sql: amount
            - name: weight
              type: number
              sql: weight
            - name: note
              type: string
              sql: note
            - name: created_at
              type: time
              sql: created_at
        - name: stock
          sql_table: stock
          refresh_key:
            sql: SELECT MAX(version) FROM versions
            every: 1 second
          measures:
            - name: pieces
              type: sum
              sql: pieces
        - name: one
          sql: SELECT 1 AS id
          measures:
            - name: count
              type: count
      """;

  /** In the words of DuckDB and PostgreSQL; the other databases have words of their own. */
  private static final List<String> ROWS =
      List.of(
          "CREATE TABLE orders (id INT, company_id INT, status TEXT, paid BOOLEAN,"
              + " amount DECIMAL(10, 2), weight DOUBLE PRECISION, note TEXT, created_at TIMESTAMP)",
          "INSERT INTO orders VALUES"
              + " (1, 1, 'done', true, 100.10, 0.5, 'a_b', TIMESTAMP '2024-03-30 23:30:00'),"
              + " (2, 1, 'open', false, 50, 1.25, NULL, TIMESTAMP '2024-03-31 00:30:00'),"
              + " (3, 1, 'done', NULL, 7.50, NULL, 'Müller 🎲', TIMESTAMP '2024-03-31 21:59:59.5'),"
              + " (4, 2, 'done', true, 1000, 0.1, '100%', TIMESTAMP '2024-03-31 12:00:00'),"
              + " (5, 1, NULL, false, 2.25, 3, 'AXB', TIMESTAMP '2024-10-27 00:30:00'),"
              + " (6, 2, 'open', true, 0.01, 2.5, 'y', TIMESTAMP '2024-10-27 01:30:00')",
          "CREATE TABLE stock (pieces INT)",
          "INSERT INTO stock VALUES (5)",
          "CREATE TABLE versions (version INT)",
          "INSERT INTO versions VALUES (1)");

  private static final String ALL_TYPES =
      """
      {"dimensions":["orders.id","orders.status","orders.paid","orders.amount","orders.weight",
      "orders.note","orders.created_at"],"order":{"orders.id":"asc"}}
      """;

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  @TempDir private static Path folder;
  private TestIssuer issuer;
  private PostgresFixture postgres;
  private TestServer ofDuckDb;
  private TestServer ofPostgres;
  TestServer server;

  /** The database that all tests share. */
  abstract DatabaseServer database();

  /** One of its kind that is this test's alone. */
  abstract DatabaseServer another();

  /** Says to a project how such a database is reached. */
  abstract TestProject reaching(TestProject project, DatabaseServer database);

  /** Makes the schema {@link #SCHEMA}. */
  String schemaStatement() {
    return "CREATE SCHEMA " + SCHEMA;
  }

  /** A statement in the words of DuckDB, in the words of that database. */
  abstract String translated(String statement);

  /** What is said of a database that was stopped, as a regular expression. */
  abstract String stoppedError();

  /** The rows of company 1 with all types, as Cube's driver for that database gives them. */
  abstract String rowsOfCompany1();

  @BeforeAll
  void start() throws IOException {
    DatabaseServer database = database();
    database.execute(schemaStatement());
    ROWS.stream().map(this::translated).map(DatabaseAnswers::inSchema).forEach(database::execute);
    issuer = TestIssuer.start();
    server = project("database", database).start();
    String[] rows = ROWS.toArray(String[]::new);
    ofDuckDb = trusting("duckdb").rows(rows).start();
    postgres = PostgresFixture.start();
    postgres.execute(rows);
    ofPostgres = trusting("postgres").postgres(postgres.config()).start();
  }

  @AfterAll
  void stop() {
    for (TestServer started : new TestServer[] {server, ofDuckDb, ofPostgres}) {
      if (started != null) {
        started.close();
      }
    }
    if (postgres != null) {
      postgres.close();
    }
    if (issuer != null) {
      issuer.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALL_TYPES,
        """
        {"measures":["orders.count","orders.total","orders.heaviest","orders.states"]}
        """,
        """
        {"measures":["orders.count","orders.total","orders.heaviest"],"dimensions":["orders.status"],
        "order":{"orders.total":"desc"},"total":true,"limit":2}
        """,
        """
        {"measures":["orders.total"],"timezone":"Europe/Berlin","timeDimensions":[{"dimension":
        "orders.created_at","granularity":"day","dateRange":["2024-03-30","2024-04-01"]}]}
        """,
        """
        {"measures":["orders.count"],"timezone":"America/New_York","timeDimensions":[{"dimension":
        "orders.created_at","granularity":"month"}],"order":{"orders.created_at":"desc"}}
        """,
        """
        {"dimensions":["orders.id"],"order":{"orders.id":"asc"},"filters":[{"or":[
        {"member":"orders.note","operator":"contains","values":["_","müll"]},
        {"member":"orders.status","operator":"notSet"}]}]}
        """,
        """
        {"dimensions":["orders.id"],"order":{"orders.id":"asc"},"filters":[
        {"member":"orders.paid","operator":"equals","values":["true"]},
        {"member":"orders.amount","operator":"gt","values":["7.5"]}]}
        """,
        """
        {"dimensions":["orders.id"],"order":{"orders.id":"asc"},"timeDimensions":[{"dimension":
        "orders.created_at","dateRange":["2024-03-31","2024-03-31"]}]}
        """
      })
  void eachCompanyGetsWhatDuckDbAndPostgresAnswer(String query) {
    for (int company : List.of(1, 2)) {
      String token = issuer.tokenOf(company);
      List<Map<String, String>> rows = comparable(server.load(query, "Authorization", token));
      assertThat(rows).isEqualTo(comparable(ofDuckDb.load(query, "Authorization", token)));
      assertThat(rows).isEqualTo(comparable(ofPostgres.load(query, "Authorization", token)));
    }
  }

  @Test
  void valuesAreWrittenAsCubesDriverWritesThem() {
    HttpResponse<String> answer = server.load(ALL_TYPES, "Authorization", issuer.tokenOf(1));
    assertThat(json(answer).path("data").toString()).isEqualTo(rowsOfCompany1().replace("\n", ""));
  }

  @Test
  void aResultIsOldWhenItsRefreshKeyIsAnother() {
    assertThat(pieces()).isEqualByComparingTo("5");
    database().execute(inSchema("INSERT INTO stock VALUES (2)"));
    assertThat(pieces()).isEqualByComparingTo("5");
    database().execute(inSchema("INSERT INTO versions VALUES (2)"));
    await().until(() -> pieces().intValueExact() == 7);
  }

  @Test
  void aDatabaseThatIsStoppedIsNamedAndUsedWhenItIsBack() throws IOException {
    try (DatabaseServer stopping = another();
        TestServer asking =
            reaching(trusting("stopping").drivers(stopping.drivers()), stopping).start()) {
      assertThat(one(asking)).isEqualTo("1");
      assertThat(asking.get("/readyz").statusCode()).isEqualTo(200);

      stopping.stop();

      HttpResponse<String> refused = askForOne(asking);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).path("error").asString()).matches(stoppedError());
      assertThat(asking.get("/readyz").body()).isEqualTo("{\"health\":\"DOWN\"}");

      stopping.start();

      assertThat(one(asking)).isEqualTo("1");
      assertThat(asking.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  /** Asks past the cache. */
  final HttpResponse<String> askForOne(TestServer asked) {
    return asked.load(
        "{\"measures\":[\"one.count\"],\"cache\":\"no-cache\"}", "Authorization", tokenOf(1));
  }

  private String one(TestServer asked) {
    HttpResponse<String> answer = askForOne(asked);
    return json(answer).at("/data/0/one.count").asString(answer.body());
  }

  private BigDecimal pieces() {
    HttpResponse<String> answer =
        server.load("{\"measures\":[\"stock.pieces\"]}", "Authorization", tokenOf(1));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new BigDecimal(json(answer).at("/data/0/stock.pieces").asString());
  }

  /** A project with the model and the driver, in a folder of its own. */
  final TestProject project(String name, DatabaseServer database) throws IOException {
    return reaching(trusting(name).drivers(database.drivers()), database)
        .with("CUBEJS_DB_NAME", SCHEMA);
  }

  final String tokenOf(int company) {
    return issuer.tokenOf(company);
  }

  private TestProject trusting(String name) throws IOException {
    TestProject project = TestProject.empty(Files.createDirectories(folder.resolve(name)));
    return issuer.trustedBy(project).file("model/front.yml", MODEL);
  }

  private static List<Map<String, String>> comparable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode row : json(answer).path("data")) {
      Map<String, String> values = new TreeMap<>();
      row.properties().forEach(entry -> values.put(entry.getKey(), text(entry.getValue())));
      rows.add(values);
    }
    rows.add(Map.of("total", json(answer).path("total").asString("none")));
    return rows;
  }

  private static String inSchema(String statement) {
    return statement.replaceFirst("(TABLE|INTO) ", "$1 " + SCHEMA + ".");
  }

  /** Drivers differ in whether numbers are texts, and databases in whether truth is a number. */
  private static String text(JsonNode value) {
    if (value.isBoolean()) {
      return value.asBoolean() ? "1" : "0";
    }
    String text = value.asString("null");
    return NUMBER.matcher(text).matches()
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }
}
