package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.engine.PostgresFixture;
import dev.cuboid.engine.source.DataSourceConfig;
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
      DataSourceConfig.Postgres config = postgres.config();
      postgres.stop();
      TestProject project =
          TestProject.empty(folder)
              .file("model/shop.yml", TestProject.MODEL)
              .with("CUBEJS_DB_TYPE", "postgres")
              .with("CUBEJS_DB_HOST", "localhost")
              .with("CUBEJS_DB_PORT", Integer.toString(config.port()))
              .with("CUBEJS_DB_NAME", config.database())
              .with("CUBEJS_DB_USER", config.user());
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
