package dev.cuboid.model.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Models whose YAML is made by Jinja. */
class TemplateModelTest {

  private static final ScriptEngine ENGINE = ScriptEngine.create(InstantSource.system());

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  private static final ModelFile MACROS =
      new ModelFile(
          "macros/columns.jinja",
          """
          {%- macro column(name, type='string') -%}
          - name: {{ name }}
            sql: {{ name }}
            type: {{ type }}
          {%- endmacro -%}
          """);

  @Test
  void loopsConditionsMacrosAndTheContextMakeCubes() {
    DataModel model =
        compile(
            ContextValues.of(Map.of("tenant", "acme", "columns", List.of("city", "status"))),
            MACROS,
            new ModelFile(
                "orders.yml",
                """
                {% from 'macros/columns.jinja' import column %}
                cubes:
                  - name: orders
                    sql_table: {{ COMPILE_CONTEXT.securityContext.tenant | safe }}.orders
                    dimensions:
                {%- for name in COMPILE_CONTEXT.columns %}
                      {{ column(name) | indent(6) | safe }}
                {%- endfor %}
                {%- if COMPILE_CONTEXT.tenant == 'acme' %}
                    measures:
                      - name: count
                        type: count
                        public: {{ 1 == 1 }}
                {%- endif %}
                """));

    Cube orders = model.cube("orders").orElseThrow();
    assertThat(orders.source()).isEqualTo(new CubeSource.Table(SqlTemplate.text("acme.orders")));
    assertThat(orders.dimensions()).containsOnlyKeys("city", "status");
    assertThat(orders.measures()).containsOnlyKeys("count");
  }

  @Test
  void globalsAddVariablesFunctionsAndFilters() {
    DataModel model =
        compile(
            new ModelFile(
                "globals.js",
                """
                const { prefix } = require('./helper');
                module.exports = {
                  variables: { schema: 'app', kinds: ['a', 'b'] },
                  functions: { tables: async (last) => ['x', last].map((name) => prefix + name) },
                  filters: { shout: (text, mark) => text.toUpperCase() + mark },
                };
                """),
            new ModelFile("helper.js", "exports.prefix = 't_';"),
            new ModelFile(
                "all.yml.jinja",
                """
                cubes:
                {%- for table in tables('y') %}
                  - name: {{ table | safe }}
                    sql_table: {{ schema | safe }}.{{ table | shout('1') | safe }}
                {%- endfor %}
                """));

    assertThat(model.cubes().values().stream().map(Cube::source))
        .containsExactly(
            new CubeSource.Table(SqlTemplate.text("app.T_X1")),
            new CubeSource.Table(SqlTemplate.text("app.T_Y1")));
  }

  @Test
  void environmentVariablesAreRead() {
    DataModel model =
        compile(
            new ModelFile(
                "a.yml",
                """
                cubes:
                  - name: a
                    sql_table: {{ env_var('SCHEMA') | safe }}.{{ env_var('MISSING', 'fallback') | safe }}
                """));

    assertThat(model.cube("a").orElseThrow().source())
        .isEqualTo(new CubeSource.Table(SqlTemplate.text("app.fallback")));
    assertThat(errors(new ModelFile("a.yml", "\n{{ env_var('MISSING') }}")))
        .containsExactly("a.yml:2:4: unknown env variable MISSING");
  }

  @Test
  void yamlWithoutBracesOfJinjaIsNoTemplate() {
    DataModel model =
        compile(
            new ModelFile(
                "a.yml",
                """
                cubes:
                  - name: a
                    sql: "SELECT 1 WHERE {FILTER_PARAMS.a.b.filter('b')}" {# a comment of YAML
                """
                    .replace(" {#", " #")));

    assertThat(model.cubes()).containsOnlyKeys("a");
  }

  @Test
  void errorsAreReportedWhereTheTemplateSaysIt() {
    assertThat(
            errors(
                MACROS,
                new ModelFile(
                    "a.yml",
                    """
                    {% from 'macros/columns.jinja' import column %}
                    {%- set names = ['x', 'y'] %}


                    cubes:
                      - name: a
                        sql_table: a
                        dimensions:
                    {%- for name in names %}
                          {{ column(name, type='strang') | indent(6) | safe }}
                    {%- endfor %}
                        measures:
                          - name: total
                            tipe: sum
                            type: sum
                            sql: {{ 'x' | safe }}
                    """)))
        .containsExactly(
            "a.yml:14:15: \"tipe\" is not allowed in a.total; did you mean 'type'?",
            "macros/columns.jinja:4:3: 'strang' is not a type of a dimension; expected one of string, number, boolean, time, geo, switch; did you mean 'string'?",
            "macros/columns.jinja:4:3: 'strang' is not a type of a dimension; expected one of string, number, boolean, time, geo, switch; did you mean 'string'?");
  }

  @Test
  void aTextThatIsNotMarkedSafeIsNamedAsTheReasonOfWhatYamlSays() {
    assertThat(
            errors(
                new ModelFile(
                    "orders.yml",
                    """
                    cubes:
                      - name: orders
                        sql_table: orders
                        measures:
                          {%- for status in ['open', 'done'] %}
                          - name: {{ status }}_count
                            type: count
                          {%- endfor %}
                    """)))
        .containsExactly(
            "orders.yml:6:7: expected <block end>, but found '<scalar>' (a text that a template puts"
                + " out has quotes, unless it is marked: {{ … | safe }})");
  }

  @Test
  void errorsOfAllTemplatesAreReportedAtOnce() {
    assertThat(
            errors(
                new ModelFile("a.yml", "cubes:\n  {% nope %}"),
                new ModelFile("b.yml", "cubes:\n  {{ x.y.z }}"),
                new ModelFile("c.yml", "cubes: {{ fail('secret') }}"),
                new ModelFile("d.yml", "cubes: [{{ 'x' | safe }}"),
                new ModelFile(
                    "globals.js",
                    "exports.functions = {\n  fail: () => { throw new TypeError('no'); } };")))
        .containsExactly(
            "a.yml:2:6: syntax error: unknown statement nope",
            "b.yml:2:6: undefined value",
            "c.yml:1:11: TypeError: no (at globals.js:2:23)",
            "d.yml:1:1: expected ',' or ']', but got <stream end>");
  }

  @Test
  void globalsOfTheWrongShapeAreReported() {
    assertThat(
            errors(
                new ModelFile(
                    "globals.js",
                    "module.exports = { functions: { a: 1 }, filters: 2, variables: { f: 1 } };")))
        .containsExactly(
            "globals.js:1:1: 'filters' must be an object",
            "globals.js:1:1: 'functions.a': function registration must be used with functions,"
                + " actual: 'number'");
  }

  @Test
  void pythonFilesSayHowTheyAreMoved() {
    assertThat(errors(new ModelFile("globals.py", "template = TemplateContext()")))
        .containsExactly(
            "globals.py:1:1: Python files are not run. Please move the functions, variables and"
                + " filters of this file to globals.js in the model's folder, which exports them:"
                + " module.exports = { functions: { name: (x) => ... }, variables: { name: ... },"
                + " filters: { name: (value) => ... } };");
  }

  private static DataModel compile(ModelFile... files) {
    return compile(ContextValues.empty(), files);
  }

  private static DataModel compile(ContextValues context, ModelFile... files) {
    return ModelCompilers.standard(
            ENGINE, CompilerOptions.defaults().withEnvironment(Map.of("SCHEMA", "app")))
        .compile(List.of(files), context);
  }

  private static List<String> errors(ModelFile... files) {
    return catchThrowableOfType(ModelException.class, () -> compile(files)).errors().stream()
        .map(ModelError::toString)
        .sorted()
        .toList();
  }
}
