package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers in production whose tenants have models of their own, or share them. */
class TenantModelsTest {

  private static final String META = "/cubejs-api/v1/meta";

  /** Takes the caller from headers, so that a test needs no tokens. */
  private static final String CHECK_AUTH =
      """
      checkAuth: (req) => {
        req.securityContext = { company: req.headers['x-company'], plan: req.headers['x-plan'] };
      },
      contextToAppId: ({ securityContext }) => `APP_${securityContext.company}`,
      """;

  /** A model that was compiled twice has two different titles. */
  private static final String PLAN_MODEL =
      """
      const { securityContext: { plan } } = COMPILE_CONTEXT;
      cube(`orders_${plan}`, { title: `${Math.random()}`, sql: `SELECT 1 AS one`, measures: { count: { type: `count` } } });
      """;

  @TempDir private Path folder;

  @Test
  void tenantsWhoReadTheSameContextShareAModel() throws IOException {
    TestProject project = project(CHECK_AUTH).file("model/orders.js", PLAN_MODEL);
    try (TestServer server = project.start()) {
      String first = meta(server, "1", "gold");

      assertThat(meta(server, "2", "gold")).isEqualTo(first).contains("orders_gold");
      assertThat(meta(server, "3", "free")).contains("orders_free").doesNotContain("orders_gold");
      assertThat(meta(server, "1", "gold")).isEqualTo(first);
    }
  }

  @Test
  void aTenantKeepsTheContextOfItsFirstRequest() throws IOException {
    TestProject project = project(CHECK_AUTH).file("model/orders.js", PLAN_MODEL);
    try (TestServer server = project.start()) {
      String first = meta(server, "1", "gold");

      assertThat(meta(server, "1", "free")).isEqualTo(first);
    }
  }

  @Test
  void aNewSchemaVersionLetsTheFilesBeReadAgain() throws IOException {
    TestProject project =
        project("schemaVersion: ({ securityContext }) => securityContext.plan," + CHECK_AUTH)
            .file("model/orders.yml", cube("orders"));
    try (TestServer server = project.start()) {
      assertThat(names(server, "1", "v1")).isEqualTo("orders");
      project.file("model/orders.yml", cube("invoices"));

      assertThat(names(server, "1", "v1")).isEqualTo("orders");
      assertThat(names(server, "1", "v2")).isEqualTo("invoices");
    }
  }

  @Test
  void aBrokenNewVersionLeavesTheLastGoodModelServing() throws IOException {
    TestProject project =
        project("schemaVersion: ({ securityContext }) => securityContext.plan," + CHECK_AUTH)
            .file("model/orders.yml", cube("orders"));
    try (TestServer server = project.start()) {
      assertThat(names(server, "1", "v1")).isEqualTo("orders");
      project.file("model/orders.yml", "cubes: nonsense");

      assertThat(names(server, "1", "v2")).isEqualTo("orders");
    }
  }

  @Test
  void aRepositoryCanBeAFolderOfATenant() throws IOException {
    TestProject project =
        empty(
                """
                const { FileRepository } = require('@cubejs-backend/server-core');
                module.exports = {
                  repositoryFactory: ({ securityContext }) => new FileRepository(`model/${securityContext.company}`),
                """
                    + CHECK_AUTH
                    + "};")
            .file("model/1/orders.yml", cube("orders"))
            .file("model/2/orders.yml", cube("invoices"));
    try (TestServer server = project.start()) {
      assertThat(names(server, "1", "gold")).isEqualTo("orders");
      assertThat(names(server, "2", "gold")).isEqualTo("invoices");
    }
  }

  @Test
  void aRepositoryCanListFilesOfItsOwn() throws IOException {
    TestProject project =
        project(
            """
            repositoryFactory: ({ securityContext }) => ({
              dataSchemaFiles: async () => [
                { fileName: '/main.js', content: `cube('of_${securityContext.company}', { sql: 'SELECT 1' });` },
              ],
            }),
            """
                + CHECK_AUTH);
    try (TestServer server = project.start()) {
      assertThat(names(server, "1", "gold")).isEqualTo("of_1");
      assertThat(names(server, "2", "gold")).isEqualTo("of_2");
    }
  }

  @Test
  void aRepositoryThatIsNoneIsAnError() throws IOException {
    TestProject project = project("repositoryFactory: () => 'model'," + CHECK_AUTH);
    try (TestServer server = project.start()) {
      HttpResponse<String> response = server.get(META, "x-company", "1");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(json(response).path("error").asString())
          .isEqualTo(
              "Error: repositoryFactory must return a FileRepository, or an object with a function"
                  + " dataSchemaFiles");
    }
  }

  private TestProject project(String options) {
    return empty("module.exports = {" + options + "};");
  }

  private TestProject empty(String cubeJs) {
    return TestProject.empty(folder)
        .file("cube.js", cubeJs)
        .with("NODE_ENV", "production")
        .with("CUBEJS_API_SECRET", "a secret that no test knows");
  }

  private static String cube(String name) {
    return """
        cubes:
          - name: %s
            sql: SELECT 1 AS one
            measures:
              - name: count
                type: count
        """
        .formatted(name);
  }

  private static String meta(TestServer server, String company, String plan) {
    HttpResponse<String> response = server.get(META, "x-company", company, "x-plan", plan);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static String names(TestServer server, String company, String plan) {
    HttpResponse<String> response = server.get(META, "x-company", company, "x-plan", plan);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    StringBuilder names = new StringBuilder();
    json(response).path("cubes").forEach(cube -> names.append(cube.path("name").asString()));
    return names.toString();
  }
}
