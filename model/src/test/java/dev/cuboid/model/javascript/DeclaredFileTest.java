package dev.cuboid.model.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.raw.RawNode;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are read as they stand say the same as when they are run. */
class DeclaredFileTest {

  private static ScriptEngine scripts;

  @BeforeAll
  static void start() {
    scripts = ScriptEngine.create(InstantSource.system());
  }

  @AfterAll
  static void stop() {
    scripts.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "// nothing but a comment\n;;",
        "cube('a', {});",
        "cube(`a`, { sql: `select 1`, sqlTable: 'b', title: \"c\\u0041\\n\", public: false })",
        """
        cube(`Orders`, {
          sql_table: `orders`,
          joins: {
            Users: { relationship: `many_to_one`, sql: `${CUBE}.user_id = ${Users.id} and ${Orders}.x = ${TABLE}.y` },
          },
          measures: {
            count: { type: `count`, drillMembers: [CUBE.id, Users.city, `id`, "status"] },
            rate: { sql: `100.0 * ${done} / ${CUBE.count}`, type: `number`, format: `percent` },
            rolling: { sql: `amount`, type: `sum`, rollingWindow: { trailing: `1 month`, offset: `start` } },
            filtered: { sql: CUBE.amount, type: `sum`, filters: [{ sql: `${CUBE}.a = 1` }, { sql: 'b' }] },
          },
          dimensions: {
            id: { sql: `id`, type: `number`, primaryKey: true, shown: true },
            size: {
              type: `string`,
              case: { when: [{ sql: `${CUBE}.a > 1`, label: `big` }], else: { label: { sql: `${CUBE}.b` } } },
            },
            created_at: {
              sql: `${CUBE.createdAt}`, type: `time`,
              granularities: { fiscal: { interval: `1 year`, offset: `-3 months` } },
            },
            place: { type: `geo`, latitude: { sql: `lat` }, longitude: { sql: `${CUBE}.lon` } },
          },
          segments: { done: { sql: `${CUBE}.status = 'done'` } },
          preAggregations: {
            main: { measures: [CUBE.count], dimensions: [Orders.status], timeDimension: CUBE.created_at, granularity: `day` },
            old: { type: `rollup`, measureReferences: [count], timeDimensionReference: createdAt, refreshKey: { every: `1 hour` } },
          },
        });
        cube(`Child`, { extends: Orders, refreshKey: { sql: `select max(a) from ${Orders.sql()}` } });
        view(`Sales`, { cubes: [{ join_path: Orders.Users, prefix: true, includes: `*` }, { joinPath: `Orders`, includes: [`count`, { name: `status`, alias: `state` }] }] });
        view_group(`All`, { includes: [Sales], title: `All` });
        """,
        """
        cube(`Filtered`, {
          sql: `select * from t where ${FILTER_PARAMS.Filtered.day.filter('day')} and ${SECURITY_CONTEXT.company.id.filter(`${CUBE}.c`)}
            and ${USER_CONTEXT.a.requiredFilter('a')} and b = ${SECURITY_CONTEXT.b}
            and ${FILTER_GROUP(FILTER_PARAMS.Filtered.a.filter('a'), FILTER_PARAMS.Filtered.b.filter(`b`))}
            and ${SQL_UTILS.convertTz(`${CUBE}.d`)} < 1 and u = ${SQL_UTILS.urlEncode('u')}`,
          measures: { total: { sql: FILTER_PARAMS.Filtered.x.filter('x'), type: `sum` } },
        });
        """,
        """
        cube(`Plain`, {
          sql: `select 1`,
          meta: { text: 'a', numbers: [1, -2, 1.5, 1e3, 0x10, 9007199254740993, -0.25], nothing: null, deep: { some_key: [true, { a: `b` }] } },
          measures: [{ name: 'not a list in JavaScript', type: 'count' }],
        });
        """,
        "cube(`T`, { sql: `a\\`b\\${c}\\\\d`, 'title': 'x', description: `line\nline ${CUBE}` })",
      })
  void whatIsDeclaredIsWhatRunningGives(String content) {
    ModelFile file = new ModelFile("folder/a.js", content);
    Optional<List<RawDefinition>> declared = PreparedFile.of(file).declared();

    assertThat(declared).contains(run(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const name = 'a'; cube(name, {});",
        "cube('a', { sql: `select ${1}` });",
        "cube('a', { sql: () => `select 1` });",
        "cube('a', { sql() { return 'x'; } });",
        "cube('a', { ...b });",
        "cube('a', { ['sql']: 'x' });",
        "cube('a', { title: 'a' + 'b' });",
        "cube('a', { title: undefined });",
        "cube('a', { title: `${Math.PI}` });",
        "cube('a', { sql: `${COMPILE_CONTEXT.schema}.a` });",
        "cube('a', { sql: `${SECURITY_CONTEXT.a.unsafeValue()}` });",
        "cube('a', { sql: `${SECURITY_CONTEXT.a.filter(x => x)}` });",
        "cube('a', { sql: `${CUBE?.a}` });",
        "cube('a', { sql: tag`x` });",
        "cube('a', { meta: { 1: 'one' } });",
        "cube('a', { meta: { 10n: 1, big: 10n } });",
        "cube('a', { meta: [1, , 2] });",
        "cube('a', { access_policy: [] });",
        "cube('a', { set x(y) {} });",
        "cube('a', { __proto__: b });",
        "cube(...['a', {}]);",
        "new cube('a', {});",
        "if (true) cube('a', {});",
        "module.exports = 1;",
        "import a from './b';",
      })
  void whatCouldBeElseIsRun(String content) {
    assertThat(PreparedFile.of(new ModelFile("a.js", content)).declared()).isEmpty();
  }

  @Test
  void everyGlobalNameIsKnownToBeNoReference() {
    String globals =
        """
        const names = new Set();
        for (let o = globalThis; o !== null; o = Object.getPrototypeOf(o)) {
          Object.getOwnPropertyNames(o).forEach((name) => names.add(name));
        }
        cube('globals', { meta: { names: [...names] } });
        """;
    RawDefinition definition = run(new ModelFile("a.js", globals)).getFirst();
    RawNode.Mapping meta = (RawNode.Mapping) definition.body().entries().get("meta");
    RawNode.Sequence names = (RawNode.Sequence) meta.entries().get("names");

    assertThat(names.items())
        .hasSizeGreaterThan(50)
        .allMatch(
            name -> JavaScriptNames.contains(String.valueOf(((RawNode.Scalar) name).value())));
  }

  private static List<RawDefinition> run(ModelFile file) {
    ModelErrors errors = new ModelErrors();
    PreparedFile prepared = PreparedFile.of(file);
    JavaScriptReader reader =
        new JavaScriptReader(
            scripts,
            Map.of(file.name(), file),
            List.of(prepared),
            ContextValues.empty(),
            CompilerOptions.defaults(),
            errors);
    reader.read(List.of(prepared));
    errors.throwIfAny();
    return reader.definitionsOf(file.name());
  }
}
