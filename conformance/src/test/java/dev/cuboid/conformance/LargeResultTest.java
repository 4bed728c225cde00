package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.cuboid.security.Hs256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A million rows pass through a server whose whole heap is smaller than they are, also packed. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LargeResultTest {

  private static final int ROWS = 1_000_000;

  /** In megabytes; an idle server takes 32 of them. */
  private static final int HEAP = 96;

  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";

  private static final String MODEL =
      """
      cubes:
        - name: readings
          sql: >
            SELECT i AS id, 'sensor ' || (i % 1000) AS sensor, i * 1.5 AS value,
              TIMESTAMP '2026-01-01' + INTERVAL (i) SECOND AS taken_at
            FROM range(1000000) AS t(i)
          dimensions:
            - { name: id, sql: id, type: number, primary_key: true, public: true }
            - { name: sensor, sql: sensor, type: string }
            - { name: value, sql: value, type: number }
            - { name: taken_at, sql: taken_at, type: time }
      """;

  private static final String ENVIRONMENT =
      """
      NODE_ENV=production
      CUBEJS_DB_TYPE=duckdb
      CUBEJS_DB_QUERY_LIMIT=%d
      CUBEJS_API_SECRET=%s
      """
          .formatted(ROWS, SECRET);

  private static final String WAIT = "{\"error\":\"Continue wait\"}";

  @TempDir private static Path project;
  private static CuboidProcess server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    Path model = Files.createDirectories(project.resolve("model"));
    Files.writeString(model.resolve("readings.yml"), MODEL);
    Files.writeString(project.resolve(".env"), ENVIRONMENT);
    server = CuboidProcess.start(project, "-Xmx" + HEAP + "m");
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  /** Each asks for another number of rows, so that none gets a result that another has left. */
  @ParameterizedTest
  @CsvSource({"identity, 1000000", "gzip, 999999", "zstd, 999998"})
  void aMillionRowsNeedLessThanSixtyFourMegabytes(String coding, int limit) throws Exception {
    for (String from : List.of("the database", "the cache")) {
      Counted counted = load(coding, limit);

      assertThat(counted.status()).as(server.said()).isEqualTo(200);
      assertThat(counted.coding()).as(from).isEqualTo(coding);
      assertThat(counted.rows()).as(from).isEqualTo(limit);
      assertThat(counted.bytes()).as(from).isGreaterThan(HEAP * 1024L * 1024L);
      if (!coding.equals("identity")) {
        assertThat(counted.sent()).as(from).isLessThan(counted.bytes() / 4);
      }
    }
  }

  /**
   * An answer, of which nothing is kept.
   *
   * @param sent how many bytes came
   * @param bytes how many they are when they are unpacked
   */
  private record Counted(int status, String coding, long rows, long sent, long bytes) {}

  /** Asks again while the server is not ready. */
  private static Counted load(String coding, int limit) throws Exception {
    String query =
        """
        {"dimensions": ["readings.id", "readings.sensor", "readings.value", "readings.taken_at"],
         "limit": %d}
        """
            .formatted(limit);
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/cubejs-api/v1/load?query=" + encoded))
            .header(
                "Authorization",
                Hs256.sign(Map.of("exp", 4_102_444_800L), SECRET.getBytes(StandardCharsets.UTF_8)))
            .header("Accept-Encoding", coding)
            .build();
    while (true) {
      Counted counted = count(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
      if (counted.bytes() != WAIT.length()) {
        return counted;
      }
    }
  }

  private static Counted count(HttpResponse<InputStream> response) throws IOException {
    String coding = response.headers().firstValue("Content-Encoding").orElse("identity");
    CountedStream sent = new CountedStream(response.body());
    long bytes = 0;
    long rows = 0;
    byte before = 0;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream body = unpacked(coding, sent)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
        for (int index = 0; index < read; index++) {
          // Objects stand in a list only where they are rows.
          rows += buffer[index] == '{' && (before == ',' || before == '[') ? 1 : 0;
          before = buffer[index];
        }
      }
    }
    return new Counted(response.statusCode(), coding, rows, sent.count, bytes);
  }

  private static InputStream unpacked(String coding, InputStream body) throws IOException {
    return switch (coding) {
      case "gzip" -> new GZIPInputStream(body);
      case "zstd" -> new ZstdInputStreamNoFinalizer(body);
      default -> body;
    };
  }

  /** Counts what is read. */
  private static final class CountedStream extends FilterInputStream {

    private long count;

    CountedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count += next >= 0 ? 1 : 0;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
