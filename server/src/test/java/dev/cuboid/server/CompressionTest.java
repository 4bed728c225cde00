package dev.cuboid.server;

import static dev.cuboid.server.TestServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which form answers are sent. */
class CompressionTest {

  private static final String META = "/cubejs-api/v1/meta";

  /** More than is put together before it is sent. */
  private static final String LARGE =
      "/cubejs-api/v1/load?query="
          + encoded("{\"dimensions\":[\"numbers.id\",\"numbers.name\"],\"limit\":5000}");

  private static final String NUMBERS =
      """
      cubes:
        - name: numbers
          sql: SELECT i AS id, 'number ' || i AS name FROM range(5000) AS t(i)
          refresh_key: { every: 1 day }
          dimensions:
            - { name: id, sql: id, type: number, primary_key: true, public: true }
            - { name: name, sql: name, type: string }
      """;

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestProject.shop(folder).file("model/numbers.yml", NUMBERS).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "gzip | gzip",
        "x-gzip | gzip",
        "zstd | zstd",
        "ZSTD | zstd",
        "gzip, deflate, br, zstd | zstd",
        "gzip, deflate, br | gzip",
        "zstd;q=0.5, gzip | gzip",
        "zstd;q=0, gzip | gzip",
        "gzip;q=0 | -",
        "gzip;q=often | -",
        "* | zstd",
        "zstd;q=0, * | gzip",
        "*;q=0 | -",
        "gzip, *;q=0 | gzip",
        "identity, gzip;q=0.5 | -",
        "identity;q=0.5, gzip | gzip",
        "br | -",
        "br, identity;q=0 | -",
        "'' | -",
      })
  void theClientSaysInWhichFormItTakesAnAnswer(String accepted, String coding) throws IOException {
    String plain = server.get(META).body();

    HttpResponse<byte[]> answer = server.bytes(META, "Accept-Encoding", accepted);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-encoding").orElse(null)).isEqualTo(coding);
    assertThat(answer.headers().allValues("vary")).containsExactly("Accept-Encoding");
    assertThat(decoded(answer)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"gzip", "zstd"})
  void aLargeResultIsPackedWhileItIsSent(String coding) throws IOException {
    String plain = withoutRequestId(server.get(LARGE).body());

    HttpResponse<byte[]> answer = server.bytes(LARGE, "Accept-Encoding", coding);

    assertThat(answer.headers().firstValue("content-encoding")).contains(coding);
    assertThat(answer.body().length).isLessThan(plain.length() / 4);
    assertThat(withoutRequestId(decoded(answer))).isEqualTo(plain);
  }

  @Test
  void whatFitsIntoAPacketIsSentAsItIsUnlessTheClientDoesNotTakeIt() throws IOException {
    HttpResponse<byte[]> small = server.bytes("/livez", "Accept-Encoding", "gzip");
    HttpResponse<byte[]> packed = server.bytes("/livez", "Accept-Encoding", "gzip, identity;q=0");

    assertThat(small.headers().firstValue("content-encoding")).isEmpty();
    assertThat(decoded(small)).isEqualTo("{\"health\":\"HEALTH\"}");
    assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(decoded(packed)).isEqualTo("{\"health\":\"HEALTH\"}");
  }

  @ParameterizedTest
  @CsvSource({"gzip", "zstd"})
  void aTagHoldsForEveryForm(String coding) {
    HttpResponse<byte[]> packed = server.bytes(META, "Accept-Encoding", coding);
    String tag = packed.headers().firstValue("etag").orElseThrow();

    HttpResponse<byte[]> same = server.bytes(META, "Accept-Encoding", coding, "If-None-Match", tag);
    HttpResponse<byte[]> plain = server.bytes(META, "If-None-Match", tag);

    assertThat(tag).startsWith("W/");
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("content-encoding")).isEmpty();
    assertThat(same.headers().allValues("vary")).containsExactly("Accept-Encoding");
    assertThat(plain.statusCode()).isEqualTo(304);
  }

  private static String decoded(HttpResponse<byte[]> answer) throws IOException {
    InputStream body = new ByteArrayInputStream(answer.body());
    try (InputStream text =
        switch (answer.headers().firstValue("content-encoding").orElse("")) {
          case "gzip" -> new GZIPInputStream(body);
          case "zstd" -> new ZstdInputStreamNoFinalizer(body);
          default -> body;
        }) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The one thing in which two answers to the same query differ. */
  private static String withoutRequestId(String answer) {
    return answer.replaceFirst("\"requestId\":\"[^\"]+\"", "");
  }
}
