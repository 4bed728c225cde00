package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What company 1 sees must be what a database answers that holds no rows but company 1's, whatever
 * is asked.
 */
class TenantIsolationTest {

  private static final int QUERIES = 150;
  private static final List<String> MEASURES =
      List.of("orders.count", "orders.total", "orders.largest", "orders.buyers", "users.count");
  private static final List<String> DIMENSIONS =
      List.of("orders.status", "orders.label", "users.city", "users.name");
  private static final List<String> FILTERS =
      List.of(
          "{\"member\":\"orders.status\",\"operator\":\"equals\",\"values\":[\"open\"]}",
          "{\"member\":\"orders.label\",\"operator\":\"contains\",\"values\":[\"c2\"]}",
          "{\"member\":\"users.city\",\"operator\":\"notEquals\",\"values\":[\"city-1\"]}",
          "{\"member\":\"users.name\",\"operator\":\"set\"}",
          "{\"or\":[{\"member\":\"orders.label\",\"operator\":\"equals\",\"values\":[\"c2-label-1\"]},"
              + "{\"member\":\"orders.status\",\"operator\":\"equals\",\"values\":[\"done\"]}]}",
          "{\"or\":[{\"member\":\"users.name\",\"operator\":\"notSet\"},"
              + "{\"member\":\"orders.id\",\"operator\":\"gt\",\"values\":[\"0\"]}]}",
          "{\"member\":\"orders.label\",\"operator\":\"equals\",\"values\":[\"' OR 1=1 --\"]}");

  @Test
  void aCompanySeesItsOwnRowsWhateverItAsks(@TempDir Path folder) throws IOException {
    try (TestIssuer issuer = TestIssuer.start();
        TestServer everybody =
            issuer
                .trustedBy(TestProject.shop(Files.createDirectory(folder.resolve("everybody"))))
                .with("NODE_ENV", "production")
                .start();
        TestServer companyAlone = companyAlone(folder.resolve("alone"))) {
      String token = issuer.tokenOf(1);
      Random random = new Random(20_261_123);
      int rows = 0;
      for (int i = 0; i < QUERIES; i++) {
        String query = query(random);
        HttpResponse<String> shown = everybody.load(query, "Authorization", token);
        HttpResponse<String> own = companyAlone.load(query);
        assertThat(own.statusCode()).as(query + own.body()).isEqualTo(200);
        assertThat(rows(shown)).as(query).containsExactlyInAnyOrderElementsOf(rows(own));
        assertThat(json(shown).path("total")).as(query).isEqualTo(json(own).path("total"));
        rows += rows(own).size();
      }
      assertThat(rows).isGreaterThan(QUERIES);
    }
  }

  private static TestServer companyAlone(Path folder) throws IOException {
    Files.createDirectory(folder);
    return TestProject.empty(folder)
        .file("model/shop.yml", TestProject.MODEL)
        .database(
            "DELETE FROM orders WHERE company_id <> 1", "DELETE FROM users WHERE company_id <> 1")
        .start();
  }

  private static List<JsonNode> rows(HttpResponse<String> response) {
    List<JsonNode> rows = new ArrayList<>();
    json(response).path("data").forEach(rows::add);
    return rows;
  }

  private static String query(Random random) {
    ObjectNode query = JsonMapper.shared().createObjectNode();
    List<String> measures = some(MEASURES, random);
    List<String> dimensions = some(DIMENSIONS, random);
    if (measures.isEmpty() && dimensions.isEmpty()) {
      measures = List.of("orders.count");
    }
    query.set("measures", JsonMapper.shared().valueToTree(measures));
    query.set("dimensions", JsonMapper.shared().valueToTree(dimensions));
    some(FILTERS, random)
        .forEach(filter -> query.withArray("filters").add(JsonMapper.shared().readTree(filter)));
    if (random.nextInt(3) == 0) {
      query.putArray("segments").add("orders.done");
    }
    if (random.nextInt(2) == 0) {
      ObjectNode time = query.putArray("timeDimensions").addObject();
      time.put("dimension", "orders.created_at");
      time.putArray("dateRange").add("2026-01-03").add("2026-02-10");
      if (random.nextBoolean()) {
        time.put("granularity", random.nextBoolean() ? "day" : "month");
      }
    }
    if (random.nextInt(4) == 0) {
      query.put("total", true);
    }
    return query.toString();
  }

  private static List<String> some(List<String> names, Random random) {
    return names.stream().filter(name -> random.nextInt(3) == 0).toList();
  }
}
