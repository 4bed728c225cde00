package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.security.Hs256;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million rows pass through a server whose whole heap is smaller than they are. */
class LargeResultTest {

  private static final int ROWS = 1_000_000;

  /** In megabytes; an idle server takes 32 of them. */
  private static final int HEAP = 96;

  private static final Duration LIMIT = Duration.ofMinutes(2);

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

  private static final String QUERY =
      """
      {"dimensions": ["readings.id", "readings.sensor", "readings.value", "readings.taken_at"],
       "limit": 1000000}
      """;

  @TempDir private Path project;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    Path model = Files.createDirectories(project.resolve("model"));
    Files.writeString(model.resolve("readings.yml"), MODEL);
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
                java.toString(),
                "-Xmx" + HEAP + "m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cuboid.cli.Main",
                "start",
                "--project",
                project.toString())
            .redirectErrorStream(true)
            .redirectOutput(project.resolve("log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                Integer.toString(port),
                "NODE_ENV",
                "production",
                "CUBEJS_DB_TYPE",
                "duckdb",
                "CUBEJS_DB_QUERY_LIMIT",
                Integer.toString(ROWS),
                "CUBEJS_API_SECRET",
                SECRET));
    server = builder.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    client.close();
  }

  @Test
  void aMillionRowsNeedLessThanSixtyFourMegabytes() throws Exception {
    for (String from : List.of("the database", "the cache")) {
      Counted counted = load();

      assertThat(counted.status()).as(Files.readString(project.resolve("log"))).isEqualTo(200);
      assertThat(counted.rows()).as(from).isEqualTo(ROWS);
      assertThat(counted.bytes()).as(from).isGreaterThan(HEAP * 1024L * 1024L);
    }
  }

  private record Counted(int status, long rows, long bytes) {}

  /** Counts rows without keeping them; asks again while the server is not there, or not ready. */
  private Counted load() throws Exception {
    String query = URLEncoder.encode(QUERY, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + "/cubejs-api/v1/load?query=" + query))
            .header(
                "Authorization",
                Hs256.sign(Map.of("exp", 4_102_444_800L), SECRET.getBytes(StandardCharsets.UTF_8)))
            .build();
    Instant limit = Instant.now().plus(LIMIT);
    while (server.isAlive() && Instant.now().isBefore(limit)) {
      try {
        HttpResponse<InputStream> response =
            client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        Counted counted = count(response);
        // Less than this is the answer "Continue wait".
        if (counted.status() != 200 || counted.bytes() > 100) {
          return counted;
        }
      } catch (ConnectException notYet) {
        Thread.onSpinWait();
      }
    }
    throw new IOException(
        "the server has ended, or does not answer: " + Files.readString(project.resolve("log")));
  }

  private static Counted count(HttpResponse<InputStream> response) throws IOException {
    long bytes = 0;
    long rows = 0;
    byte before = 0;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream body = response.body()) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
        for (int index = 0; index < read; index++) {
          // Objects stand in a list only where they are rows.
          rows += buffer[index] == '{' && (before == ',' || before == '[') ? 1 : 0;
          before = buffer[index];
        }
      }
    }
    return new Counted(response.statusCode(), rows, bytes);
  }
}
