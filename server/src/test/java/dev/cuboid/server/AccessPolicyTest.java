package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.security.Hs256;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who may see which rows and members, by the groups in their tokens. */
class AccessPolicyTest {

  private static final String SECRET = "a-secret-that-has-32-bytes-at-least";

  private static final String ORDERS =
      """
      cubes:
        - name: orders
          sql_table: orders
          joins:
            - name: users
              relationship: many_to_one
              sql: "{CUBE}.user_id = {users.id}"
          measures:
            - name: count
              type: count
            - name: total
              type: sum
              sql: amount
              mask: 0
            - name: average
              type: number
              sql: "{total} / {count}"
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
            - name: status
              type: string
              sql: status
              mask: hidden
            - name: company_id
              type: number
              sql: company_id
          access_policy:
            - group: clerk
              row_level:
                filters:
                  - member: company_id
                    operator: equals
                    values: [ "{ securityContext.company_id }" ]
              member_level:
                excludes: [total, status]
              member_masking:
                includes: [total, status]
            - group: auditor
              conditions:
                - if: "{ securityContext.trusted }"
              row_level:
                allow_all: true
            - groups: [open, shop]
              row_level:
                filters:
                  - or:
                      - member: status
                        operator: equals
                        values: [open]
                      - member: "{CUBE}.id"
                        operator: lte
                        values: [2]
      """;

  private static final String USERS =
      """
      cube(`users`, {
        sql_table: `users`,
        measures: { count: { type: `count` } },
        dimensions: {
          id: { sql: `id`, type: `number`, primaryKey: true, public: true },
          name: { sql: `name`, type: `string` },
          nickname: { sql: `name`, type: `string` },
          companyId: { sql: `company_id`, type: `number` },
          orders: { sql: `${orders.count}`, type: `number`, subQuery: true },
        },
        joins: { orders: { sql: `${CUBE}.id = ${orders}.user_id`, relationship: `one_to_many` } },
        accessPolicy: [
          {
            group: `*`,
            rowLevel: { allowAll: true },
            memberLevel: { excludes: [`name`, `nickname`] },
            memberMasking: { includes: [`nickname`] },
          },
          {
            group: `clerk`,
            rowLevel: {
              filters: [
                { member: `${CUBE}.companyId`, operator: `equals`, values: [securityContext.company_id] }
              ]
            }
          },
        ],
      });
      """;

  private static final String VIEWS =
      """
      views:
        - name: sales
          cubes:
            - join_path: orders
              includes: "*"
          access_policy:
            - group: clerk
              member_level:
                includes: [count, company_id]
      """;

  private static final String CUBE_JS =
      "module.exports = { contextToGroups: ({ securityContext }) => securityContext.groups };";

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestProject.empty(folder)
            .file("model/orders.yml", ORDERS.replaceAll("(?s)    joins:.*?(?=    measures:)", ""))
            .file("model/users.js", USERS)
            .file("model/views.yml", VIEWS)
            .file("cube.js", CUBE_JS)
            .database()
            .with("CUBEJS_API_SECRET", SECRET)
            .with("NODE_ENV", "production")
            .with("CUBEJS_ACCESS_POLICY_MASK_STRING", "(none)")
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"clerk, 100", "auditor, 200", "shop, 68", "open;clerk, 134", "nobody, 0", "'', 0"})
  void aGroupSeesItsRows(String groups, String count) {
    assertThat(values("{\"measures\":[\"orders.count\"]}", token(groups, true)))
        .containsExactly(count);
  }

  @Test
  void aConditionThatIsNotTrueGrantsNothing() {
    assertThat(values("{\"measures\":[\"orders.count\"]}", token("auditor", false)))
        .containsExactly("0");
  }

  @Test
  void aRowFilterWithoutItsValueGrantsNothing() {
    String withoutCompany =
        Hs256.sign(
            Map.of("groups", List.of("clerk"), "exp", 4_102_444_800L),
            SECRET.getBytes(StandardCharsets.UTF_8));

    assertThat(values("{\"measures\":[\"orders.count\"]}", withoutCompany)).containsExactly("0");
  }

  @Test
  void masksTakeThePlaceOfValues() {
    JsonNode rows =
        json(load(
                "{\"measures\":[\"orders.count\",\"orders.total\",\"orders.average\"],"
                    + "\"dimensions\":[\"orders.status\"]}",
                token("clerk", true)))
            .path("data");

    assertThat(rows)
        .isEqualTo(
            JSON.readTree(
                """
                [{"orders.status": "hidden", "orders.count": "100", "orders.total": "0",
                  "orders.average": "0"}]
                """));
  }

  @Test
  void aMemberWithoutAMaskHasThatOfTheEnvironment() {
    String query = "{\"measures\":[\"users.count\"],\"dimensions\":[\"users.nickname\"]}";

    assertThat(json(load(query, token("nobody", true))).path("data"))
        .isEqualTo(JSON.readTree("[{\"users.nickname\": \"(none)\", \"users.count\": \"20\"}]"));
  }

  @Test
  void aMemberThatNobodyGrantsClosesTheQuery() {
    String query = "{\"measures\":[\"users.count\"],\"dimensions\":[\"users.name\"]}";

    assertThat(values(query, token("auditor", true))).isEmpty();
    assertThat(values("{\"measures\":[\"users.count\"]}", token("auditor", true)))
        .containsExactly("20");
  }

  @Test
  void aSubQueryDimensionCountsGrantedRowsOnly() {
    String query =
        "{\"dimensions\":[\"users.id\",\"users.orders\"],\"order\":{\"users.id\":\"asc\"}}";

    JsonNode clerk = json(load(query, token("clerk", true))).path("data");

    assertThat(clerk).hasSize(20);
    assertThat(clerk.valueStream().mapToLong(row -> row.path("users.orders").asLong(0)).sum())
        .isEqualTo(100);
  }

  @Test
  void aViewShowsWhatItsOwnPolicyGrantsOfTheRowsOfItsCubes() {
    assertThat(values("{\"measures\":[\"sales.count\"]}", token("clerk", true)))
        .containsExactly("100");
    assertThat(values("{\"measures\":[\"sales.total\"]}", token("clerk", true)))
        .doesNotContain("101000", "100000", "201000");
    assertThat(values("{\"measures\":[\"sales.count\"]}", token("auditor", true)))
        .containsExactly("0");
  }

  @Test
  void metaListsWhatIsGranted() {
    assertThat(members(token("clerk", true)))
        .contains("orders.count", "orders.total", "users.name", "sales.count", "sales.company_id")
        .doesNotContain("sales.total", "sales.status");
    assertThat(members(token("auditor", true)))
        .contains("orders.count", "users.count")
        .doesNotContain("users.name", "sales.count");
    assertThat(members(token("nobody", true))).doesNotContain("orders.count", "sales.count");
  }

  private static final tools.jackson.databind.json.JsonMapper JSON =
      tools.jackson.databind.json.JsonMapper.shared();

  private static HttpResponse<String> load(String query, String token) {
    return server.load(query, "Authorization", token);
  }

  private static List<String> values(String query, String token) {
    HttpResponse<String> response = load(query, token);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    List<String> values = new ArrayList<>();
    json(response)
        .path("data")
        .forEach(row -> values.add(row.values().iterator().next().asString("null")));
    return values;
  }

  private static List<String> members(String token) {
    List<String> names = new ArrayList<>();
    json(server.get("/cubejs-api/v1/meta", "Authorization", token))
        .path("cubes")
        .forEach(
            cube ->
                List.of("measures", "dimensions")
                    .forEach(
                        kind ->
                            cube.path(kind)
                                .forEach(member -> names.add(member.path("name").asString()))));
    return names;
  }

  private static String token(String groups, boolean trusted) {
    return Hs256.sign(
        Map.of(
            "company_id",
            1,
            "trusted",
            trusted,
            "groups",
            List.of(groups.split(";", -1)),
            "exp",
            4_102_444_800L),
        SECRET.getBytes(StandardCharsets.UTF_8));
  }
}
