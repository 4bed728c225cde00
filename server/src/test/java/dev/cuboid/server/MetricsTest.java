package dev.cuboid.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

  private static final String COUNT = "{\"measures\":[\"orders.count\"]}";

  private static TestIssuer issuer;
  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    issuer = TestIssuer.start();
    server = issuer.trustedBy(TestProject.shop(folder)).with("NODE_ENV", "production").start();
  }

  @AfterAll
  static void stop() {
    server.close();
    issuer.close();
  }

  @Test
  void refusalsAreCountedByTheirReason() {
    server.load(COUNT);
    server.load(COUNT, "Authorization", "nonsense");
    server.load(COUNT, "Authorization", "nonsense");
    server.load(COUNT, "Authorization", issuer.tokenOf(1));

    HttpResponse<String> metrics = server.get("/metrics");

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.body().lines())
        .contains(
            "# TYPE cuboid_rejections_total counter",
            "cuboid_rejections_total{reason=\"missing\"} 1",
            "cuboid_rejections_total{reason=\"malformed\"} 2",
            "cuboid_requests_total{api=\"data\",status=\"200\"} 1",
            "cuboid_requests_total{api=\"data\",status=\"403\"} 3",
            "cuboid_queue_waiting{data_source=\"default\"} 0",
            "cuboid_compilations_total{outcome=\"succeeded\"} 1",
            "cuboid_compilations_total{outcome=\"failed\"} 0")
        .anyMatch(line -> line.matches("cuboid_compilation_seconds_total \\d+\\.\\d+(E-\\d+)?"));
  }
}
