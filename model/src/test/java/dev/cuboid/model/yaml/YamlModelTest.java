package dev.cuboid.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions in braces, and what is said of YAML that is no model. */
class YamlModelTest {

  private static final ScriptEngine ENGINE = ScriptEngine.create(InstantSource.system());
  private static final ModelCompiler COMPILER =
      ModelCompilers.standard(ENGINE, ScriptConsole.silent());

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '`',
      value = {
        "a = 1 ==> a = 1",
        "\\{ {CUBE}.x \\} ==> { [a].x }",
        "{CUBE.id} + {id} ==> [a.id] + [a.id]",
        "{'x'}{\"y\"}{f'z{1}'} ==> xyz1",
        "{1} {2.5} {-3} {True} ==> 1 2.5 -3 true",
        "{ ( CUBE ) }.x ==> [a].x",
        "{COMPILE_CONTEXT.securityContext.schema}.t ==> app.t",
        "{COMPILE_CONTEXT.schema or 'public'}.t ==> app.t",
        "{COMPILE_CONTEXT.missing or 'public'}.t ==> public.t",
        "{COMPILE_CONTEXT.missing and 'x'}t ==> t",
        "{not COMPILE_CONTEXT.missing} {not 1 and 2} ==> true false",
        "{FILTER_PARAMS.a.id.filter('x')} ==> <x>",
        "{FILTER_PARAMS.a.id.filter(f'{CUBE}.x')} ==> <[a].x>",
        "{FILTER_PARAMS.a.id.filter(lambda x, y: f'x BETWEEN {x} AND {y}')} ==> <x BETWEEN 1 AND 2>",
        "{FILTER_PARAMS.a.id.filter(lambda x: x and f'{x} = 1' or '1 = 1')} ==> <1 = 1>",
      })
  void expressionsBecomeSql(String sql, String expected) {
    assertThat(printed(template(sql))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '`',
      value = {
        "{CUBE ==> 21 ==> '}' is expected",
        "CUBE} ==> 20 ==> single '}'; write \\} for a brace in the SQL",
        "{} ==> 17 ==> a name is expected",
        "{a.} ==> 19 ==> a name is expected",
        "{1 + 1} ==> 19 ==> '}' is expected",
        "{x if y else z} ==> 19 ==> '}' is expected",
        "{[x for x in y]} ==> 20 ==> ']' is expected",
        "{lambda x: x} ==> 15 ==> a lambda can only be given to filter(...)",
        "{[1, 2]} ==> 15 ==> a list has no meaning in SQL",
        "{'x ==> 19 ==> the string does not end",
        "{f'{1'} ==> 21 ==> '}' is expected",
        "{nothing(1)} ==> 15 ==> only functions of context variables can be called",
        "{SECURITY_CONTEXT.x.nothing()} ==> 15 ==> SECURITY_CONTEXT has no function nothing",
        "{FILTER_PARAMS.a.id.filter()} ==> 15 ==> exactly one argument is expected",
        "{FILTER_PARAMS.a.id.filter(lambda x: [x])} ==> 15 ==> a list has no meaning in SQL",
        "{SECURITY_CONTEXT.x or 'y'} ==> 15 ==> a value of the security context can decide only in a JavaScript model",
      })
  void expressionsBeyondTheSubsetAreErrorsOfTheModel(String sql, int column, String reason) {
    assertThat(errors(cube(sql)))
        .containsExactly(
            "model.yml:5:%d: Failed to parse Python expression. Most likely this type of syntax isn't supported yet: "
                    .formatted(column)
                + reason
                + " in \""
                + sql
                + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '`',
      value = {
        "`cubs: []` ==> 1:1: Unexpected YAML key: cubs. Only 'cubes', 'views', and 'view_groups' are allowed here.",
        "`- a` ==> 1:1: a model file must be a mapping with 'cubes' or 'views'",
        "`cubes: a` ==> 1:8: cubes must be defined as array",
        "`cubes: [{sql_table: a}]` ==> 1:9: name isn't defined for cubes",
        "`cubes: [{name: a, sql_table: a, measures: 1}]` ==> 1:43: measures must be defined as array",
        "`cubes: [{name: a, sql_table: a, joins: {b: 1}}]` ==> 1:40: joins must be defined as array",
        "`cubes: [{name: a, sql_table: a}, {name: a, sql_table: b}]` ==> 1:34: Found duplicate cube name 'a'.",
        "`cubes: [{name: a, sql_table: a}]\nviews: [{name: a, cubes: []}]` ==> 2:9: Found conflicting cube and view name 'a'.",
        "`cubes: [{name: a, sql_table: a, measures: [{name: m, type: count}, {name: m, type: count}]}]` ==> 1:68: Member names must be unique within a cube. Found duplicate measure 'm' in cube 'a'.",
        "`cubes: [{name: a, sql_table: a, measures: [{name: m, type: count}], segments: [{name: m, sql: x}]}]` ==> 1:80: m defined more than once",
        "`cubes: [{name: a}]` ==> 1:9: You must use either sql or sqlTable within a model, but not both",
        "`cubes: [{name: a, sql: x, sql_table: y}]` ==> 1:9: You must use either sql or sqlTable within a model, but not both",
        "`cubes: [{name: a, sql_table: a, joins: [{name: b, relationship: one_to_one, sql: x}]}]` ==> 1:41: Cube b doesn't exist",
        "`cubes: [{name: a, sql_table: a, segments: [{name: s, sql: \"{CUBE.x}\"}]}]` ==> 1:59: a.x cannot be resolved. There's no such member or cube.",
        "`cubes: [{name: a, sql_table: a, tite: b}]` ==> 1:39: \"tite\" is not allowed in a; did you mean 'title'?",
        "`cubes: [` ==> 1:9: expected the node content, but found '<stream end>'",
      })
  void theTextsOfErrorsAreCubes(String yaml, String error) {
    assertThat(errors(yaml)).containsExactly("model.yml:" + error);
  }

  private static String cube(String sql) {
    return """
    cubes:
      - name: a
        sql_table: a
        dimensions:
          - {sql: %s, name: id, type: string}
    """
        .formatted("'" + sql.replace("'", "''") + "'");
  }

  private static SqlTemplate template(String sql) {
    return ((DimensionSql.Expression)
            COMPILER
                .compile(
                    List.of(new ModelFile("model.yml", cube(sql))),
                    ContextValues.of(Map.of("schema", "app")))
                .cube("a")
                .orElseThrow()
                .dimensions()
                .get("id")
                .sql())
        .sql();
  }

  private static List<String> errors(String yaml) {
    return catchThrowableOfType(
            ModelException.class,
            () ->
                COMPILER.compile(List.of(new ModelFile("model.yml", yaml)), ContextValues.empty()))
        .errors()
        .stream()
        .map(ModelError::toString)
        .toList();
  }

  private static String printed(SqlTemplate template) {
    return template.parts().stream().map(YamlModelTest::printed).collect(Collectors.joining());
  }

  private static String printed(SqlPart part) {
    return switch (part) {
      case SqlPart.Text text -> text.sql();
      case SqlPart.CubeReference cube -> "[" + String.join(".", cube.path()) + "]";
      case SqlPart.MemberReference member -> "[" + member.path().name() + "]";
      case SqlPart.FilterParameter filter ->
          switch (filter.argument()) {
            case FilterArgument.Column column -> "<" + printed(column.sql()) + ">";
            case FilterArgument.Callback callback ->
                "<" + printed(callback.function().apply(List.of("1", "2"))) + ">";
          };
      default -> part.toString();
    };
  }
}
