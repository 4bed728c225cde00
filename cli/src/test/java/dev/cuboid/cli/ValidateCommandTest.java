package dev.cuboid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cuboid validate} says of a project. */
class ValidateCommandTest {

  private static final String ORDERS =
      """
      cubes:
        - name: orders
          sql: >
            SELECT * FROM orders WHERE {SECURITY_CONTEXT.company_id.filter('company_id')}
          measures:
            - name: count
              type: count
            - name: total
              type: sum
              sql: amount
          dimensions:
            - name: status
              type: string
              sql: status
          segments:
            - name: open
              sql: "{CUBE}.status = 'open'"
      """;

  @TempDir private Path project;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream failed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void listen() throws IOException {
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(failed, true, StandardCharsets.UTF_8));
    Files.createDirectories(project.resolve("model"));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void aModelThatCompilesIsValidAlsoWithoutADatabase() throws IOException {
    model("orders.yml", ORDERS);

    assertThat(validate()).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("The data model is valid.\n");
  }

  @Test
  void allErrorsOfAllFilesAreSaidAtOnce() throws IOException {
    model("orders.yml", ORDERS.replace("type: sum", "type: summ").replace("measures", "mesures"));
    model("users.js", "cube('users', { sqlTable: 'users', dimensions: { id: { sql: 'id' } } });");
    model("broken.js", "cube('broken', {\n  sql: `SELECT 1`,,\n});");
    model("template.yml", "cubes:\n  {{ nothing() }}");

    assertThat(validate()).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            model/broken.js:2:19: Syntax error during parsing: Expected property id but found ,:
              sql: `SELECT 1`,,
                              ^
            model/template.yml:2:6: unknown function: nothing is unknown
            2 errors
            """);

    model("broken.js", "");
    model("template.yml", "");
    said.reset();

    assertThat(validate()).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            model/orders.yml:6:7: "mesures" is not allowed in orders; did you mean 'measures'?
            model/users.js:1:50: "type" is required for a dimension
            2 errors
            """);
  }

  @Test
  void errorsArePrintedAsJson() throws IOException {
    model("orders.yml", ORDERS.replace("type: sum", "type: summ"));

    assertThat(validate("--format", "json")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringWhitespace(
            """
            {"valid": false, "findings": [{"severity": "error",
              "file": "model/orders.yml", "line": 9, "column": 15, "member": "orders.total",
              "message": "'summ' is not a type of a measure; expected one of count, count_distinct, count_distinct_approx, sum, avg, min, max, number, string, boolean, time, running_total, number_agg, rank; did you mean 'sum'?"}]}
            """);
  }

  @Test
  void errorsArePrintedAsSarif() throws IOException {
    model("orders.yml", "cubes:\n  - nam: orders\n");

    assertThat(validate("--format", "sarif")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringWhitespace(
            """
            {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
             "runs": [{"tool": {"driver": {"name": "Cuboid", "rules": [{"id": "data-model"}]}},
              "results": [{"ruleId": "data-model", "level": "error",
               "message": {"text": "name isn't defined for cubes"},
               "locations": [{"physicalLocation": {
                 "artifactLocation": {"uri": "model/orders.yml"},
                 "region": {"startLine": 2, "startColumn": 5}}}]}]}]}
            """);
  }

  @Test
  void aContextNamesTheCubesThatItLeavesUnfiltered() throws IOException {
    model("orders.yml", ORDERS);
    model("users.js", "cube('users', { sqlTable: 'users' });");

    assertThat(validate("--context", "{\"company_id\": 1}")).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            model/users.js:1:1: note: with this context all rows of users can be read: its SQL is not filtered by SECURITY_CONTEXT
            The data model is valid.
            """);
  }

  @Test
  void preAggregationsThatTheDatabaseCannotKeepAreNamed() throws IOException {
    Files.writeString(project.resolve(".env"), "CUBEJS_DB_TYPE=clickhouse\n");
    model("orders.yml", ORDERS + "    pre_aggregations:\n      - { name: p, measures: [count] }\n");

    assertThat(validate()).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            model/orders.yml:19:9: ClickHouse doesn't support pre-aggregations without indexes
            1 error
            """);
  }

  @Test
  void theirTablesAreNamedForTheContext() throws IOException {
    Files.writeString(project.resolve(".env"), "CUBEJS_DB_TYPE=mysql\n");
    Files.writeString(
        project.resolve("cube.js"),
        "module.exports = { preAggregationsSchema: ({ securityContext }) => 'x'.repeat(securityContext.letters) };");
    model("orders.yml", ORDERS + "    pre_aggregations:\n      - { name: p, measures: [count] }\n");

    assertThat(validate()).isZero();
    assertThat(validate("--context", "{\"letters\": 55, \"company_id\": 1}")).isZero();
    said.reset();
    assertThat(validate("--context", "{\"letters\": 56, \"company_id\": 1}")).isEqualTo(1);
    assertThat(validate("--context", "{\"letters\": 0, \"company_id\": 1}")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            model/orders.yml:19:9: MySQL can not work with table names that longer than 64 symbols. Consider using the 'sqlAlias' attribute in your cube and in your pre-aggregation definition for %s.orders_p.
            1 error
            preAggregationsSchema of cube.js fails for this context: Error: preAggregationsSchema must return a text that is not empty
            1 error
            """
                .formatted("x".repeat(56)));
  }

  @Test
  void aContextThatIsNoObjectIsRefused() {
    assertThat(validate("--context", "[1]")).isEqualTo(1);
    assertThat(failed.toString(StandardCharsets.UTF_8))
        .startsWith("cuboid: --context is no JSON object: ");
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws IOException {
    Files.write(project.resolve("model/latin.yml"), new byte[] {'a', (byte) 0xE9});

    assertThat(validate()).isEqualTo(1);
    assertThat(failed.toString(StandardCharsets.UTF_8))
        .isEqualTo("cuboid: latin.yml is not text in UTF-8\n");
  }

  @Test
  void theDatabaseIsAskedForEachMember() throws IOException, SQLException {
    database("CREATE TABLE orders (company_id INT, amount INT)");
    model("orders.yml", ORDERS);
    model(
        "gone.yml",
        "cubes:\n  - name: gone\n    sql_table: gone\n    measures: [{name: a, type: count}, {name: b, type: count}]\n");

    assertThat(validate("--database")).isEqualTo(1);
    assertThat(
            said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("model/") || line.endsWith("errors")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("model/gone.yml:2:5: gone: ")
                    .contains("gone does not exist"),
            line ->
                assertThat(line)
                    .startsWith("model/orders.yml:2:5: orders.status: ")
                    .contains("status"),
            line ->
                assertThat(line)
                    .startsWith("model/orders.yml:2:5: orders.open: ")
                    .contains("status"),
            line -> assertThat(line).isEqualTo("3 errors"));
  }

  @Test
  void aDatabaseThatKnowsAllMembersIsContent() throws IOException, SQLException {
    database("CREATE TABLE orders (company_id INT, amount INT, status TEXT)");
    model("orders.yml", ORDERS);

    assertThat(validate("--database")).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("The data model is valid.\n");
  }

  private void model(String name, String content) throws IOException {
    Files.writeString(project.resolve("model").resolve(name), content);
  }

  private void database(String sql) throws IOException, SQLException {
    Path file = project.resolve("shop.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    Files.writeString(
        project.resolve(".env"),
        "CUBEJS_DB_TYPE=duckdb\nCUBEJS_DB_DUCKDB_DATABASE_PATH=shop.duckdb\n");
  }

  private int validate(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "validate";
    arguments[1] = "--project";
    arguments[2] = project.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Main.run(arguments);
  }
}
