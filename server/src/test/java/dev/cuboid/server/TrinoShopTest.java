package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.databases.TrinoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What docs/scaling.md describes: the demo's model over Trino, whose catalog {@code memory} has the
 * orders of the companies, and {@code tpch} the products. Two servers share nothing else.
 */
class TrinoShopTest {

  private static final Path SCALING = Path.of("..", "docs", "scaling.md");
  private static final Path MODEL = Path.of("..", "examples", "shop", "model");

  private static final String QUERY =
      """
      {"measures":["sales.count","sales.total_amount"],"dimensions":["sales.products_category"],
      "filters":[{"member":"sales.status","operator":"equals","values":["completed"]}],
      "order":{"sales.products_category":"asc"}}
      """;

  @TempDir private static Path folder;
  private static TrinoServer trino;

  @BeforeAll
  static void fill() throws IOException {
    trino = TrinoServer.shared();
    trino.execute(statements());
  }

  @Test
  void joinsTheTablesOfTwoCatalogsForEachCompany() throws IOException {
    try (TestIssuer issuer = TestIssuer.start();
        TestServer one = project("one", issuer).start();
        TestServer two = project("two", issuer).start()) {
      for (int company : List.of(1, 2)) {
        List<List<String>> byHand = byHand(company);
        assertThat(byHand).hasSize(5);
        for (TestServer server : List.of(one, two, one, two)) {
          assertThat(rows(server, issuer.tokenOf(company))).isEqualTo(byHand);
        }
      }
    }
  }

  private static List<List<String>> rows(TestServer server, String token) {
    HttpResponse<String> answer = server.load(QUERY, "Authorization", token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : json(answer).path("data")) {
      rows.add(
          Stream.of("sales.products_category", "sales.count", "sales.total_amount")
              .map(member -> row.path(member).asString())
              .toList());
    }
    return rows;
  }

  /** An order counts once for each category that it has products of. */
  private static List<List<String>> byHand(int company) {
    String sql =
        """
        SELECT category, count(*), sum(amount) FROM (
          SELECT DISTINCT o.id, o.amount, p.mfgr AS category
          FROM memory.shop.orders o
          JOIN memory.shop.line_items l ON l.order_id = o.id
          JOIN tpch.tiny.part p ON p.partkey = l.product_id
          WHERE o.company_id = %d AND o.status = 'completed')
        GROUP BY category ORDER BY category
        """
            .formatted(company);
    try (Connection connection = trino.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(List.of(result.getString(1), result.getString(2), result.getString(3)));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestProject project(String name, TestIssuer issuer) throws IOException {
    TestProject project =
        issuer.trustedBy(TestProject.empty(Files.createDirectory(folder.resolve(name))));
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path file : files.toList()) {
        project.file("model/" + file.getFileName(), model(file));
      }
    }
    return project
        .drivers(trino.drivers())
        .with("CUBEJS_DB_TYPE", "trino")
        .with("CUBEJS_DB_HOST", "localhost")
        .with("CUBEJS_DB_PORT", Integer.toString(trino.port()))
        .with("CUBEJS_DB_PRESTO_CATALOG", "memory")
        .with("CUBEJS_DB_NAME", "shop")
        .with("CUBEJS_DB_USER", "cuboid");
  }

  /** The demo's, but for the line that docs/scaling.md has for the products. */
  private static String model(Path file) {
    try {
      return Files.readString(file).replace("sql_table: products", block("yaml").strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] statements() throws IOException {
    return Stream.of(block("sql").split(";", -1))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toArray(String[]::new);
  }

  /** The block of that language in the page. */
  private static String block(String language) throws IOException {
    String page = Files.readString(SCALING);
    int start = page.indexOf("```" + language + "\n") + language.length() + 4;
    return page.substring(start, page.indexOf("```", start));
  }
}
