package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.engine.PostgresFixture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOutageTest {

  @TempDir private Path folder;

  @Test
  void aDatabaseThatIsDownAtTheStartIsUsedWhenItComesBack() throws IOException {
    try (PostgresFixture postgres = PostgresFixture.start()) {
      postgres.execute(TestProject.ROWS);
      postgres.stop();
      TestProject project =
          TestProject.empty(folder)
              .file("model/shop.yml", TestProject.MODEL)
              .postgres(postgres.config());
      try (TestServer server = project.start()) {
        assertThat(server.get("/cubejs-api/v1/meta").statusCode()).isEqualTo(200);
        assertThat(server.get("/livez").statusCode()).isEqualTo(200);
        assertThat(server.get("/readyz").statusCode()).isEqualTo(500);
        assertThat(server.get("/readyz").body()).isEqualTo("{\"health\":\"DOWN\"}");
        HttpResponse<String> refused = count(server);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("error").asString()).startsWith("Error: ");

        postgres.startAgain();

        assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(json(count(server)).at("/data/0/orders.count").asString()).isEqualTo("200");

        postgres.stop();
        assertThat(server.get("/readyz").statusCode()).isEqualTo(500);
        postgres.startAgain();
        assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
      }
    }
  }

  private static HttpResponse<String> count(TestServer server) {
    return server.load("{\"measures\":[\"orders.count\"]}");
  }
}
