package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the SQL of a model cannot reach in DuckDB, and cannot use up. */
class DuckDbLockdownTest {

  private static final String MODEL =
      """
      cubes:
        - name: facts
          sql_table: orders
          measures:
            - name: count
              type: count
        - name: large
          sql: SELECT range AS id, repeat('x', 1000) || range AS text FROM range(10000000)
          measures:
            - name: last
              type: number
              sql: len(list({CUBE}.text))
        - name: slow
          sql: SELECT a.range AS id FROM range(10000000) a, range(10000000) b
          measures:
            - name: total
              type: sum
              sql: id
      """;

  private static final String READING =
      """
      cubes:
        - name: opened
          sql: SELECT * FROM read_csv('FOLDER/data/opened.csv')
          measures:
            - name: count
              type: count
        - name: closed
          sql: SELECT * FROM read_csv('FOLDER/closed.csv')
          measures:
            - name: count
              type: count
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          COPY (SELECT 1) TO 'FOLDER/stolen.csv'     | Permission Error: Cannot access file
          COPY orders FROM 'FOLDER/project.csv'      | Permission Error: Cannot access file
          ATTACH 'FOLDER/other.duckdb' AS other      | Permission Error: Cannot access file
          EXPORT DATABASE 'FOLDER/stolen'            | Permission Error: Cannot access file
          SELECT * FROM read_csv('FOLDER/project.csv')  | Permission Error: Cannot access file
          SELECT * FROM read_text('FOLDER/project.csv') | Permission Error: Cannot access file
          SELECT * FROM 'FOLDER/project.csv'         | Permission Error: Cannot access file
          SELECT * FROM glob('FOLDER/*')             | Permission Error: Cannot access file
          INSTALL httpfs                             | Permission Error: Cannot access directory
          LOAD httpfs                                | Permission Error: Loading external extensions
          SET memory_limit = '1TB'                   | Invalid Input Error: Cannot change configuration
          SET enable_external_access = true          | Invalid Input Error: Cannot change configuration
          RESET lock_configuration                   | Invalid Input Error: Cannot change configuration
          CREATE TABLE more AS SELECT 1              | Invalid Input Error: Cannot execute statement
          DROP TABLE orders                          | Invalid Input Error: Cannot execute statement
          """)
  void aStatementThatReachesBeyondTheDatabaseIsRefused(String statement, String error)
      throws IOException {
    String model =
        """
        cubes:
          - name: reaching
            sql: SELECT 1 AS id
            refresh_key:
              sql: "%s"
            measures:
              - name: count
                type: count
        """
            .formatted(statement.replace("FOLDER", folder.toString()));
    TestProject project =
        TestProject.shop(folder)
            .file("model/facts.yml", MODEL)
            .file("model/reaching.yml", model)
            .file("project.csv", "a,b\n1,2\n");
    try (TestServer server = project.start()) {
      HttpResponse<String> answer = server.load("{\"measures\":[\"reaching.count\"]}");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(json(answer).path("error").asString()).startsWith("Error: " + error);
      assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("stolen"));
      assertThat(facts(server)).isEqualTo("200");
    }
  }

  @Test
  void whatIsNamedMayBeReadAndNothingElse() throws IOException {
    TestProject project =
        TestProject.shop(folder)
            .file("model/facts.yml", MODEL)
            .file("model/files.yml", READING.replace("FOLDER", folder.toString()))
            .file("data/opened.csv", "a,b\n1,2\n")
            .file("closed.csv", "a,b\n1,2\n3,4\n")
            .with("CUBOID_DB_DUCKDB_DIRECTORIES", "data");
    try (TestServer server = project.start()) {
      HttpResponse<String> opened = server.load("{\"measures\":[\"opened.count\"]}");
      assertThat(json(opened).at("/data/0/opened.count").asString())
          .as(opened.body())
          .isEqualTo("1");
      HttpResponse<String> closed = server.load("{\"measures\":[\"closed.count\"]}");
      assertThat(closed.statusCode()).isEqualTo(400);
      assertThat(json(closed).path("error").asString())
          .startsWith("Error: Permission Error: Cannot access file");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CUBEJS_DB_DUCKDB_MEMORY_LIMIT | 64MiB | large.last | Out of Memory Error: .*64\\.0 MiB.*
          CUBEJS_DB_QUERY_TIMEOUT       | 1s    | slow.total | Query execution timeout after 0\\.01.*
          """)
  void aQueryThatUsesTooMuchIsStopped(String limit, String value, String measure, String error)
      throws IOException {
    TestProject project =
        TestProject.shop(folder).file("model/facts.yml", MODEL).with(limit, value);
    try (TestServer server = project.start()) {
      HttpResponse<String> answer = server.load("{\"measures\":[\"" + measure + "\"]}");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).path("error").asString()).matches("(?s)Error: " + error);
      assertThat(facts(server)).isEqualTo("200");
    }
  }

  private static String facts(TestServer server) {
    HttpResponse<String> answer =
        server.load("{\"measures\":[\"facts.count\"],\"cache\":\"no-cache\"}");
    return json(answer).at("/data/0/facts.count").asString(answer.body());
  }
}
