package dev.cuboid.server;

import static dev.cuboid.server.TestServer.encoded;
import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.security.Hs256;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same text, asked again: when it means something else, its answer is another one. */
class RepeatedRequestsTest {

  private static final String SECRET = "a-secret-that-has-32-bytes-at-least";
  private static final String TOTAL = "{\"measures\":[\"orders.total\"]}";
  private static final String YESTERDAY =
      """
      {"measures": ["orders.count"],
       "timeDimensions": [{"dimension": "orders.created_at", "dateRange": "yesterday"}]}
      """;

  @TempDir private Path folder;

  @Test
  void anotherTenantGetsItsOwnRows() throws IOException {
    try (TestServer server = TestProject.shop(folder).with("CUBEJS_API_SECRET", SECRET).start()) {
      for (int turn = 0; turn < 3; turn++) {
        assertThat(total(server, 1)).isEqualTo("101000");
        assertThat(total(server, 2)).isEqualTo("100000");
      }
    }
  }

  @Test
  void eachValueOfAFilterGetsItsOwnRows() throws IOException {
    try (TestServer server = TestProject.shop(folder).with("CUBEJS_API_SECRET", SECRET).start()) {
      for (int id = 1; id <= 6; id++) {
        for (int company = 1; company <= 2; company++) {
          String query =
              """
              {"measures": ["orders.total"],
               "filters": [{"member": "orders.id", "operator": "equals", "values": ["%d"]}]}
              """
                  .formatted(id);
          HttpResponse<String> answer = server.load(query, "Authorization", token(company));
          HttpResponse<String> sql =
              server.get(
                  "/cubejs-api/v1/sql?query=" + encoded(query), "Authorization", token(company));

          String own = id % 2 + 1 == company ? Integer.toString(id * 10) : "";
          assertThat(value(answer)).isEqualTo(own);
          assertThat(json(answer).at("/query/filters/0/values/0").asString())
              .isEqualTo(Integer.toString(id));
          assertThat(json(sql).at("/sql/sql/1").toString())
              .isEqualTo("[%d,\"%d\"]".formatted(company, id));
        }
      }
    }
  }

  @Test
  void aPhraseIsUnderstoodByTheTimeOfItsRequest() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T12:00:00Z"));
    try (TestServer server = TestProject.shop(folder).start(clock(now))) {
      assertThat(range(server)).isEqualTo("2026-01-04T00:00:00.000");

      now.set(Instant.parse("2026-01-06T12:00:00Z"));

      assertThat(range(server)).isEqualTo("2026-01-05T00:00:00.000");
    }
  }

  @Test
  void aModelThatWasSavedAnswersAtOnce() throws IOException {
    TestProject project = TestProject.shop(folder);
    try (TestServer server = project.start()) {
      assertThat(value(server.load(TOTAL))).isEqualTo("201000");

      project.file("model/shop.yml", TestProject.MODEL.replace("sql: amount", "sql: 1"));

      assertThat(value(server.load(TOTAL))).isEqualTo("200");
    }
  }

  private static String total(TestServer server, int company) {
    return value(server.load(TOTAL, "Authorization", token(company)));
  }

  private static String token(int company) {
    return Hs256.sign(
        Map.of("company_id", company, "exp", 4_102_444_800L),
        SECRET.getBytes(StandardCharsets.UTF_8));
  }

  private static String value(HttpResponse<String> answer) {
    return json(answer).at("/data/0/orders.total").asString();
  }

  private static String range(TestServer server) {
    return json(server.load(YESTERDAY)).at("/query/timeDimensions/0/dateRange/0").asString();
  }

  private static Clock clock(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }
}
