package dev.cuboid.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.script.ScriptEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file says, there is a whole model or a list of errors with places. */
class ModelFuzzTest {

  private static final ScriptEngine ENGINE = ScriptEngine.create(InstantSource.system());
  private static final ModelCompiler COMPILER =
      ModelCompilers.standard(
          ENGINE, CompilerOptions.defaults().withTimeLimit(Duration.ofSeconds(2)));
  private static final int TEXTS_OF_A_SEED = 25;

  private static final ModelFile YAML =
      new ModelFile(
          "model.yml",
          """
          cubes:
            - name: orders
              sql: "SELECT * FROM orders WHERE {SECURITY_CONTEXT.company_id.filter('company_id')} \\\\{x\\\\}"
              title: Orders # of the shop
              joins: [{name: users, relationship: many_to_one, sql: "{CUBE}.user_id = {users.id}"}]
              measures:
                - name: count
                  type: count
                  drill_members: [id, users.city]
                - {name: total, sql: amount, type: sum, filters: [{sql: "{CUBE}.paid"}], meta: {a: [1, 2.5, null]}}
                - name: weekly
                  type: sum
                  sql: amount
                  rolling_window: {trailing: 7 day, offset: start}
              dimensions:
                - {name: id, sql: id, type: number, primary_key: true}
                - name: size
                  type: string
                  case: {when: [{sql: "{CUBE}.amount > 9", label: big}], else: {label: small}}
                - name: created_at
                  sql: created_at
                  type: time
                  granularities: [{name: fiscal, interval: 1 year, origin: "2024-02-01"}]
              segments: [{name: paid, sql: "{FILTER_PARAMS.orders.id.filter(lambda x: f'id = {x}')}"}]
            - name: users
              sql_table: public.users
              dimensions: [{name: id, sql: id, type: number, primary_key: true}, {name: city, sql: city, type: string}]
          views:
            - name: all_orders
              cubes:
                - {join_path: orders, includes: "*", excludes: [size]}
                - {join_path: orders.users, prefix: true, includes: [{name: city, alias: town}]}
          """);

  private static final ModelFile JINJA =
      new ModelFile(
          "model.yml.jinja",
          """
          {%- macro column(name, type='string') -%}
          {name: {{ name }}, sql: {{ name }}, type: {{ type }}}
          {%- endmacro -%}
          {%- set names = ['id', 'city'] -%}
          cubes:
            - name: {{ env_var('NAME', 'users') | safe }}
              sql_table: users
              dimensions:
          {%- for name in names if name != 'x' %}
                - {{ column(name) | indent(8) | safe }}
          {%- else %}
                []
          {%- endfor %}
          {%- if COMPILE_CONTEXT.securityContext.tenant is defined and 1 < 2 %}
              measures: [{{ {'name': 'count', 'type': 'count'} | tojson }}]
          {%- endif %}
          """);

  private static final ModelFile JAVASCRIPT =
      new ModelFile(
          "model.js",
          """
          import { table } from './lib';
          const names = ['id', 'city'];
          cube(`users`, {
            sql: `SELECT * FROM ${table('users')} WHERE ${SECURITY_CONTEXT.company_id.filter('company_id')}`,
            measures: { count: { type: `count`, drillMembers: [id, city] }, share: { sql: `${count} / 2`, type: `number` } },
            dimensions: {
              ...Object.fromEntries(names.map((name) => [name, { sql: () => `${CUBE}.${name}`, type: `string` }])),
              size: { type: `string`, case: { when: [{ sql: `${CUBE}.amount > 9`, label: `big` }], else: { label: `small` } } },
            },
            segments: { paid: { sql: `${FILTER_PARAMS.users.id.filter((x) => `id = ${x}`)}` } },
          });
          view('everyone', { cubes: [{ joinPath: users, includes: '*' }] });
          asyncModule(async () => { await null; cube('later', { extends: users }); });
          """);

  private static final ModelFile LIBRARY =
      new ModelFile("lib.js", "export const table = (name) => `public.${name}`;");

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "{{",
          "}}",
          "{%",
          "%}",
          "{#",
          "#}",
          "`",
          "${",
          "'",
          "\"",
          ":",
          "-",
          "|",
          ">",
          "&a ",
          "*a",
          "<<: ",
          "? ",
          "!!int ",
          "---\\n",
          "\\t",
          "\\n",
          "\\u0000",
          "\\uFEFF",
          "\\uD800",
          "\\\\",
          "~",
          "null",
          "true",
          "0x",
          "1e999",
          "CUBE",
          "cubes:",
          "- name: ",
          "sql: ",
          "name",
          "lambda x: ",
          "not ",
          " and ",
          "f'",
          "=>",
          "...",
          "async ",
          "import ",
          "export ",
          "return ",
          "(",
          ")",
          ",",
          ";",
          "{% for x in y %}",
          "{% endfor %}",
          "{{ x.y.z }}",
          "users.");

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  static Stream<Arguments> seeds() {
    return IntStream.rangeClosed(1, Integer.getInteger("cuboid.fuzz.seeds", 2))
        .boxed()
        .flatMap(
            seed ->
                Stream.of(YAML, JINJA, JAVASCRIPT).map(file -> Arguments.of(seed, file.name())));
  }

  @ParameterizedTest(name = "{1}, seed {0}")
  @MethodSource("seeds")
  void everyTextIsAModelOrErrorsWithPlaces(int seed, String name) {
    ModelFile file =
        Stream.of(YAML, JINJA, JAVASCRIPT)
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS_OF_A_SEED; i++) {
      check(new ModelFile(name, changed(file.content(), random)));
    }
  }

  static Stream<Arguments> nasty() {
    String cube = "cubes:\n  - name: a\n    sql_table: a\n";
    return Stream.of(
        Arguments.of("model.yml", "[".repeat(100_000)),
        Arguments.of("model.yml", "{a: ".repeat(100_000)),
        Arguments.of("model.yml", "- ".repeat(50_000)),
        Arguments.of("model.yml", "cubes: &a [*a]"),
        Arguments.of("model.yml", "cubes:\n  - &a\n    name: a\n    sql_table: a\n    meta: *a\n"),
        Arguments.of("model.yml", cube + "    meta: {a: &a [1], b: *a, <<: *a}\n"),
        Arguments.of("model.yml", aliasBomb()),
        Arguments.of("model.yml", cube + "    ? [complex]\n    : key\n"),
        Arguments.of("model.yml", cube + "    meta: !!binary x\n"),
        Arguments.of("model.yml", cube + "    meta: !unknown {a: 1}\n"),
        Arguments.of("model.yml", "\uFEFFcubes: []\n---\ncubes: []\n"),
        Arguments.of("model.yml", "cubes: \u0000"),
        Arguments.of("model.yml", "cubes: \uD800"),
        Arguments.of("model.yml", "\tcubes: []"),
        Arguments.of("model.yml", cube + "    title: 99999999999999999999999999\n"),
        Arguments.of("model.yml", cube + "    public: 0o99\n"),
        Arguments.of(
            "model.yml", cube.replace("sql_table: a", "sql: \"" + "{".repeat(50_000) + "\"")),
        Arguments.of(
            "model.yml", cube.replace("sql_table: a", "sql: \"{" + "not ".repeat(50_000) + "a}\"")),
        Arguments.of(
            "model.yml", cube.replace("sql_table: a", "sql: \"{a" + ".b".repeat(50_000) + "}\"")),
        Arguments.of(
            "model.yml", cube.replace("sql_table: a", "sql: \"{a" + "()".repeat(50_000) + "}\"")),
        Arguments.of(
            "model.yml",
            cube.replace("sql_table: a", "sql: \"{a" + " or a".repeat(50_000) + "}\"")),
        Arguments.of("model.yml", "cubes:\n  - {name: a, extends: b}\n  - {name: b, extends: a}\n"),
        Arguments.of("model.yml", "views:\n  - {name: a, cubes: [{join_path: a}]}\n"),
        Arguments.of("model.yml", "{{ " + "(".repeat(10_000) + " }}"),
        Arguments.of("model.yml", "{% if 1 %}".repeat(10_000)),
        Arguments.of("model.yml", "{% macro a(x) %}{{ a(x ~ x) }}{% endmacro %}{{ a('xx') }}"),
        Arguments.of("model.yml", "{% include 'model.yml' %}"),
        Arguments.of("model.yml", "{% extends 'model.yml' %}"),
        Arguments.of("model.yml", "{{ [1] * 100000000000 }}"),
        Arguments.of("model.yml", "{{ 'x' * 10000000 }}: {{ range(10000000) }}"),
        Arguments.of("model.js", "(".repeat(20_000)),
        Arguments.of(
            "model.js", "cube('a', " + "{a: ".repeat(5_000) + "1" + "}".repeat(5_000) + ");"),
        Arguments.of("model.js", "const a = {}; a.a = a; cube('a', a);"),
        Arguments.of("model.js", "cube('a', { sql: () => { throw null; } });"),
        Arguments.of(
            "model.js", "cube('a', new Proxy({}, { ownKeys() { throw new Error('no'); } }));"),
        Arguments.of("model.js", "cube(Symbol('a'), {}); "),
        Arguments.of("model.js", "cube('a', Symbol('b'));"),
        Arguments.of("model.js", "cube('a', { sql: 10n, title: Symbol('x'), meta: { f() {} } });"),
        Arguments.of("model.js", "cube(); view(); context(); cube(null, null); cube({}, {});"),
        Arguments.of("model.js", "function f() { f(); } f();"),
        Arguments.of("model.js", "throw undefined;"),
        Arguments.of("model.js", "require('./model'); require('../../../etc/passwd'); require(7);"),
        Arguments.of("model.js", "import './model.js'; export * from './model.js';"),
        Arguments.of("model.js", "asyncModule(() => Promise.reject());"),
        Arguments.of("model.js", "asyncModule(async () => asyncModule(async () => { throw 1; }));"),
        Arguments.of(
            "model.js", "delete globalThis.cube; Object.prototype.toString = null; cube('a', {});"),
        Arguments.of(
            "model.js",
            "Object.defineProperty(Object.prototype, 'sql', { get() { throw 1; } }); cube('a', {});"));
  }

  private static String aliasBomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      text.append("a").append(i).append(": &a").append(i).append(" [");
      text.append(String.join(", ", java.util.Collections.nCopies(10, alias))).append("]\n");
    }
    return text + "cubes: [{name: a, sql_table: a, meta: *a11}]\n";
  }

  @ParameterizedTest
  @MethodSource("nasty")
  void nastyTextsToo(String name, String content) {
    check(new ModelFile(name, content));
  }

  private static String changed(String text, Random random) {
    StringBuilder result = new StringBuilder(text);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(result.length());
      int length = Math.min(random.nextInt(30), result.length() - at);
      switch (random.nextInt(5)) {
        case 0 -> result.delete(at, at + length);
        case 1 -> result.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> result.insert(at, result.substring(at, at + length));
        case 3 -> {
          String piece = result.substring(at, at + length);
          result.delete(at, at + length);
          result.insert(random.nextInt(result.length() + 1), piece);
        }
        default -> result.setCharAt(at, (char) random.nextInt(0x300));
      }
      if (result.isEmpty()) {
        return " ";
      }
    }
    return result.toString();
  }

  private static void check(ModelFile file) {
    try {
      DataModel model = COMPILER.compile(List.of(file, LIBRARY), ContextValues.empty());
      assertThat(model.cubes().values()).extracting(Cube::name).doesNotContainNull();
    } catch (ModelException e) {
      assertThat(e.errors()).as(file.content()).isNotEmpty();
      assertThat(e.errors()).allSatisfy(error -> checkError(error, file));
    } catch (RuntimeException | StackOverflowError e) {
      fail("no model and no error for " + start(file.content()), e);
    }
  }

  private static void checkError(ModelError error, ModelFile file) {
    assertThat(error.position()).as(start(file.content()) + ": " + error.message()).isPresent();
    assertThatCode(
            () -> {
              int line = error.position().orElseThrow().line();
              assertThat(line).isBetween(1, (int) file.content().lines().count() + 1);
            })
        .doesNotThrowAnyException();
    assertThat(error.message())
        .as(start(file.content()))
        .isNotBlank()
        .doesNotContain("Exception", "java.", "dev.cuboid", "graal", "com.dylibso");
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), 2000));
  }
}
