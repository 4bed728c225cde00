package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /meta?extended}: how a model is made, for those who may see it. */
class ExtendedMetaTest {

  private static final String MODEL =
      """
      cubes:
        - name: orders
          sql: "SELECT * FROM orders WHERE {FILTER_PARAMS.orders.status.filter('status')}"
          joins:
            - { name: users, relationship: many_to_one, sql: "{CUBE}.user_id = {users}.id" }
            - { name: secrets, relationship: one_to_one, sql: "{CUBE}.id = {secrets}.id" }
          refresh_key: { every: 5 minutes, sql: SELECT 1 }
          dimensions:
            - { name: id, type: number, sql: id, primary_key: true }
            - { name: status, type: string, sql: "{CUBE}.status" }
            - { name: margin, type: number, sql: margin }
            - { name: hidden, type: number, sql: hidden, public: false }
            - { name: from_hidden, type: number, sql: "{hidden} + 1" }
            - { name: from_margin, type: number, sql: "{CUBE.margin} + 1" }
            - { name: from_secrets, type: number, sql: "{secrets.code} + 1" }
          measures:
            - { name: count, type: count, filters: [{ sql: "{status} = 'done'" }, { sql: "{hidden} > 0" }] }
          segments:
            - { name: done, sql: "{status} = 'done'" }
          pre_aggregations:
            - { name: all, measures: [count], dimensions: [status, margin, hidden] }
          access_policy:
            - { group: clerk, member_level: { excludes: [margin] } }
            - { group: boss }
        - name: users
          sql_table: users
          dimensions: [{ name: id, type: number, sql: id, primary_key: true }]
        - name: secrets
          sql_table: secrets
          public: false
          dimensions: [{ name: id, type: number, sql: id, primary_key: true }, { name: code, type: number, sql: code }]
      views:
        - name: sales
          cubes: [{ join_path: orders, includes: [status] }]
      """;

  private static final String HOOKS =
      """
      module.exports = {
        checkAuth: (req) => { req.securityContext = {}; },
        contextToGroups: () => [process.env.GROUP],
      };
      """;

  @TempDir private Path folder;

  @Test
  void saysHowTheModelIsMade() throws IOException {
    JsonNode orders = cubes("boss", "production").path(0);

    assertThat(orders.path("sql").asString())
        .isEqualTo("`SELECT * FROM orders WHERE ${FILTER_PARAMS.orders.status.filter('status')}`");
    assertThat(orders.path("fileName").asString()).isEqualTo("orders.yml");
    assertThat(orders.path("refreshKey")).isEqualTo(tree("{\"every\":\"5 minutes\"}"));
    assertThat(orders.at("/dimensions/0/sql").asString()).isEqualTo("`${CUBE}.status`");
    assertThat(orders.at("/segments/0/sql").asString()).isEqualTo("`${status} = 'done'`");
  }

  @Test
  void namesNothingThatThePlainFormHides() throws IOException {
    for (String group : new String[] {"boss", "clerk"}) {
      JsonNode cubes = cubes(group, "production");
      String text = cubes.toString();

      assertThat(cubes.path(0).path("joins"))
          .isEqualTo(
              tree(
                  "[{\"name\":\"users\",\"relationship\":\"belongsTo\",\"sql\":\"`${CUBE}.user_id = ${users}.id`\"}]"));
      assertThat(cubes.at("/0/measures/0/filters"))
          .isEqualTo(tree("[{\"sql\":\"`${status} = 'done'`\"},{}]"));
      assertThat(text)
          .doesNotContain("hidden}")
          .doesNotContain("CUBE.hidden")
          .doesNotContain("secrets}")
          .doesNotContain("secrets.")
          .doesNotContain("accessPolicy");
      assertThat(text.contains("CUBE.margin") || text.contains("margin}"))
          .isEqualTo(group.equals("boss"));
      assertThat(cubes.at("/0/preAggregations/0/dimensionReferences").asString())
          .isEqualTo(group.equals("boss") ? "[CUBE.status, CUBE.margin]" : "[CUBE.status]");
    }
  }

  @Test
  void whoMaySeeNothingOfACubeHearsNothingOfIt() throws IOException {
    JsonNode cubes = cubes("stranger", "production");

    assertThat(cubes).hasSize(2);
    assertThat(cubes.at("/0/name").asString()).isEqualTo("users");
    assertThat(cubes.at("/1/name").asString()).isEqualTo("sales");
    assertThat(cubes.toString()).doesNotContain("SELECT");
  }

  @Test
  void itListsWhatThePlainFormLists() throws IOException {
    for (String group : new String[] {"boss", "clerk", "stranger"}) {
      try (TestServer server = project(group, "production").start()) {
        JsonNode plain = json(server.get("/cubejs-api/v1/meta")).path("cubes");
        JsonNode extended = json(server.get("/cubejs-api/v1/meta?extended")).path("cubes");

        assertThat(extended.findValuesAsString("name").stream().filter(name -> name.contains(".")))
            .containsExactlyElementsOf(
                plain.findValuesAsString("name").stream()
                    .filter(name -> name.contains("."))
                    .toList());
      }
    }
  }

  @Test
  void inDevelopmentModeEverythingIsSaid() throws IOException {
    assertThat(cubes("boss", "development").toString())
        .contains("${secrets.code} + 1")
        .contains("${hidden} + 1");
  }

  private JsonNode cubes(String group, String mode) throws IOException {
    try (TestServer server = project(group, mode).start()) {
      return json(server.get("/cubejs-api/v1/meta?extended")).path("cubes");
    }
  }

  private TestProject project(String group, String mode) {
    return TestProject.empty(folder)
        .with("NODE_ENV", mode)
        .with("CUBEJS_API_SECRET", "a-secret-of-at-least-thirty-two-bytes")
        .with("GROUP", group)
        .file("cube.js", HOOKS)
        .file("model/orders.yml", MODEL);
  }

  private static JsonNode tree(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
