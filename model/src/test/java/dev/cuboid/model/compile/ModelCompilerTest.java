package dev.cuboid.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCompilerTest {

  private static final ScriptEngine ENGINE = ScriptEngine.create(InstantSource.system());
  private static final ModelCompiler COMPILER =
      ModelCompilers.standard(ENGINE, ScriptConsole.silent());

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  private static final String JAVASCRIPT =
      """
      cube(`orders`, {
        sql: `SELECT * FROM orders WHERE ${SECURITY_CONTEXT.company_id.filter('company_id')}`,
        joins: { users: { relationship: `belongsTo`, sql: `${CUBE}.user_id = ${users.id}` } },
        measures: {
          count: { type: `count`, drillMembers: [id, users.city] },
          total: { sql: `amount`, type: `sum`, filters: [{ sql: `${CUBE}.paid` }] },
          share: { sql: `${total} / ${count}`, type: `number`, format: `percent` },
        },
        dimensions: {
          id: { sql: `id`, type: `number`, primaryKey: true },
          size: { type: `string`, case: { when: [{ sql: `${CUBE}.amount > 9`, label: `big` }], else: { label: `small` } } },
          createdAt: { sql: `created_at`, type: `time` },
        },
        segments: { paid: { sql: `${CUBE}.paid` } },
      });
      cube(`users`, {
        sqlTable: `public.users`,
        measures: { count: { type: `count` } },
        dimensions: { id: { sql: `id`, type: `number`, primaryKey: true }, city: { sql: `city`, type: `string` } },
      });
      """;

  private static final String YAML =
      """
      cubes:
        - name: orders
          sql: "SELECT * FROM orders WHERE {SECURITY_CONTEXT.company_id.filter('company_id')}"
          joins:
            - name: users
              relationship: many_to_one
              sql: "{CUBE}.user_id = {users.id}"
          measures:
            - name: count
              type: count
              drill_members: [id, users.city]
            - name: total
              sql: amount
              type: sum
              filters:
                - sql: "{CUBE}.paid"
            - name: share
              sql: "{total} / {count}"
              type: number
              format: percent
          dimensions:
            - name: id
              sql: id
              type: number
              primary_key: true
            - name: size
              type: string
              case:
                when:
                  - sql: "{CUBE}.amount > 9"
                    label: big
                else:
                  label: small
            - name: createdAt
              sql: created_at
              type: time
          segments:
            - name: paid
              sql: "{CUBE}.paid"
        - name: users
          sql_table: public.users
          measures:
            - name: count
              type: count
          dimensions:
            - name: id
              sql: id
              type: number
              primary_key: true
            - name: city
              sql: city
              type: string
      """;

  @Test
  void theTwoLanguagesEndInTheSameModel() {
    Map<String, Cube> fromJavaScript = withoutPositions(compile("orders.js", JAVASCRIPT));
    Map<String, Cube> fromYaml = withoutPositions(compile("orders.yml", YAML));
    assertThat(fromYaml).isEqualTo(fromJavaScript);
  }

  @Test
  void referencesAreResolvedToMembersWithTheWayToThem() {
    Cube orders = compile("orders.js", JAVASCRIPT).cubes().get("orders");
    assertThat(orders.joins().getFirst().on().parts())
        .containsExactly(
            new SqlPart.CubeReference(List.of("orders")),
            new SqlPart.Text(".user_id = "),
            new SqlPart.MemberReference(MemberPath.of("users", "id"), Optional.empty()));
    assertThat(orders.measures().get("share").sql().orElseThrow().parts())
        .containsExactly(
            new SqlPart.MemberReference(MemberPath.of("orders", "total"), Optional.empty()),
            new SqlPart.Text(" / "),
            new SqlPart.MemberReference(MemberPath.of("orders", "count"), Optional.empty()));
    assertThat(orders.measures().get("count").drillMembers())
        .containsExactly("orders.id", "users.city");
  }

  @Test
  void aSecurityContextFilterIsAHoleWithItsColumn() {
    Cube orders = compile("orders.yml", YAML).cubes().get("orders");
    assertThat(orders.source())
        .isEqualTo(
            new CubeSource.Select(
                new SqlTemplate(
                    List.of(
                        new SqlPart.Text("SELECT * FROM orders WHERE "),
                        new SqlPart.ContextFilter(
                            List.of("company_id"),
                            new FilterArgument.Column(SqlTemplate.text("company_id")),
                            false)))));
  }

  @Test
  void sqlThatDependsOnARawValueIsAskedPerRequest() {
    DataModel model =
        compile(
            "t.js",
            """
            cube('t', {
              sql: `SELECT * FROM ${SECURITY_CONTEXT.region.unsafeValue() === 'eu' ? 'eu_t' : 'us_t'} WHERE ${SECURITY_CONTEXT.id.filter('id')}`,
              dimensions: { id: { sql: 'id', type: 'number', primaryKey: true } },
            });
            """);
    CubeSource.Select source = (CubeSource.Select) model.cubes().get("t").source();
    SqlPart.Dynamic dynamic = (SqlPart.Dynamic) source.sql().parts().getFirst();
    SqlTemplate european = dynamic.function().evaluate(ContextValues.of(Map.of("region", "eu")));
    SqlTemplate other = dynamic.function().evaluate(ContextValues.of(Map.of("region", "us")));
    assertThat(european.parts().getFirst())
        .isEqualTo(new SqlPart.Text("SELECT * FROM eu_t WHERE "));
    assertThat(other.parts().getFirst()).isEqualTo(new SqlPart.Text("SELECT * FROM us_t WHERE "));
    assertThat(other.parts().get(1)).isInstanceOf(SqlPart.ContextFilter.class);
  }

  @Test
  void aFilterCallbackGivesItsConditionForThePlaceholders() {
    String javaScript =
        """
        cube('t', {
          sql: `SELECT * FROM t WHERE ${FILTER_PARAMS.t.at.filter((from, to) => `${CUBE}.at BETWEEN ${from} AND ${to}`)}`,
          dimensions: { id: { sql: 'id', type: 'number', primaryKey: true }, at: { sql: 'at', type: 'time' } },
        });
        """;
    String yaml =
        """
        cubes:
          - name: t
            sql: 'SELECT * FROM t WHERE {FILTER_PARAMS.t.at.filter(lambda from, to: f"{CUBE}.at BETWEEN {from} AND {to}")}'
            dimensions:
              - {name: id, sql: id, type: number, primary_key: true}
              - {name: at, sql: at, type: time}
        """;
    for (DataModel model : List.of(compile("t.js", javaScript), compile("t.yml", yaml))) {
      CubeSource.Select source = (CubeSource.Select) model.cubes().get("t").source();
      SqlPart.FilterParameter parameter = (SqlPart.FilterParameter) source.sql().parts().get(1);
      FilterArgument.Callback callback = (FilterArgument.Callback) parameter.argument();
      assertThat(callback.function().apply(List.of("<1>", "<2>")).parts())
          .startsWith(new SqlPart.CubeReference(List.of("t")))
          .extracting(part -> part instanceof SqlPart.Text text ? text.sql() : "")
          .satisfies(
              texts -> assertThat(String.join("", texts)).isEqualTo(".at BETWEEN <1> AND <2>"));
    }
  }

  @Test
  void helpersSpreadAndImportsBuildMembers() {
    DataModel model =
        COMPILER.compile(
            List.of(
                new ModelFile(
                    "helpers.js",
                    "export const sum = (c) => ({ sql: `${CUBE}.${c}`, type: 'sum' });"),
                new ModelFile(
                    "t.js",
                    """
                    import { sum } from './helpers';
                    const extra = Object.fromEntries(['a', 'b'].map((c) => [`total_${c}`, sum(c)]));
                    cube('t', {
                      sql_table: 't',
                      measures: { count: { type: 'count' }, ...extra },
                      dimensions: { id: { sql: 'id', type: 'number', primary_key: true } },
                    });
                    """)),
            ContextValues.empty());
    assertThat(model.cubes().get("t").measures()).containsOnlyKeys("count", "total_a", "total_b");
    assertThat(model.cubes().get("t").measures().get("total_b").sql().orElseThrow().parts())
        .containsExactly(new SqlPart.CubeReference(List.of("t")), new SqlPart.Text(".b"));
  }

  @Test
  void aChildWinsOverItsParentAndCubeMeansTheChild() {
    DataModel model =
        compile(
            "t.js",
            """
            cube('parent', {
              sql_table: 'p', title: 'Old',
              measures: { count: { type: 'count' }, total: { sql: `${CUBE}.a`, type: 'sum' } },
              dimensions: { id: { sql: 'id', type: 'number', primary_key: true } },
            });
            cube('child', { extends: parent, sql: 'SELECT 1', measures: { count: { type: 'count', title: 'Own' } } });
            """);
    Cube child = model.cubes().get("child");
    assertThat(child.title()).isEqualTo("Child");
    assertThat(child.source()).isEqualTo(new CubeSource.Select(SqlTemplate.text("SELECT 1")));
    assertThat(child.measures().get("count").info().shortTitle()).isEqualTo("Own");
    assertThat(child.measures().get("total").sql().orElseThrow().parts())
        .startsWith(new SqlPart.CubeReference(List.of("child")));
  }

  @Test
  void aViewIncludesExcludesPrefixesAndRenames() {
    String view =
        YAML
            + """
            views:
              - name: overview
                cubes:
                  - join_path: orders
                    includes: [count, size]
                  - join_path: orders.users
                    includes: "*"
                    excludes: [count]
                    prefix: true
            """;
    Cube overview = compile("orders.yml", view).cubes().get("overview");
    assertThat(overview.measures()).containsOnlyKeys("count");
    assertThat(overview.dimensions()).containsOnlyKeys("size", "users_id", "users_city");
    assertThat(overview.dimensions().get("users_city").info().aliasOf())
        .contains(new MemberPath(List.of("orders", "users"), "city"));
    assertThat(overview.dimensions().get("users_city").info().title())
        .isEqualTo("Overview Users City");
    assertThat(overview.dimensions().get("size").sql()).isInstanceOf(DimensionSql.Case.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lastOrderAt | Last Order at",
        "rolling2m | Rolling2 M",
        "rolling_30d | Rolling30 D",
        "SOrders | S Orders",
        "id | ID",
        "userId | User ID",
        "users_city | Users City",
        "sSlow2 | S Slow2",
        "daysInTheYear | Days in the Year"
      })
  void titlesAreCubes(String name, String title) {
    assertThat(Titles.of(name)).isEqualTo(title);
  }

  @Test
  void everyErrorSaysFileLineAndWhatWasExpected() {
    String broken =
        """
        cubes:
          - name: orders
            sql_table: orders
            mesures: []
            dimensions:
              - name: id
                sql: "{CUBE}.id || {staus}"
                type: numbr
              - name: status
                sql: status
                type: string
        """;
    ModelException error =
        catchThrowableOfType(ModelException.class, () -> compile("model/orders.yml", broken));
    assertThat(error.errors())
        .extracting(ModelError::toString)
        .containsExactlyInAnyOrder(
            "model/orders.yml:4:14: \"mesures\" is not allowed in orders; did you mean 'measures'?",
            "model/orders.yml:8:15: 'numbr' is not a type of a dimension; expected one of string,"
                + " number, boolean, time, geo, switch; did you mean 'number'?",
            "model/orders.yml:7:14: orders.staus cannot be resolved. There's no such member or cube."
                + " Did you mean 'status'?");
  }

  @Test
  void aSyntaxErrorInJavaScriptSaysItsLine() {
    ModelException error =
        catchThrowableOfType(
            ModelException.class,
            () -> compile("bad.js", "cube('t', {\n  sql: `a`\n  measures: {}\n});"));
    assertThat(error.errors()).hasSize(1);
    assertThat(error.errors().getFirst().position().orElseThrow().file()).isEqualTo("bad.js");
    assertThat(error.errors().getFirst().position().orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void aDuplicateYamlKeySaysWhere() {
    ModelException error =
        catchThrowableOfType(
            ModelException.class,
            () -> compile("a.yml", "cubes:\n  - name: a\n    sql: x\n    sql: y\n"));
    assertThat(error.errors().getFirst().position().orElseThrow()).hasToString("a.yml:4:5");
  }

  private static DataModel compile(String file, String content) {
    return COMPILER.compile(List.of(new ModelFile(file, content)), ContextValues.empty());
  }

  private static Map<String, Cube> withoutPositions(DataModel model) {
    return Positions.removed(model);
  }
}
