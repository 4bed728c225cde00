package dev.cuboid.model.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Fetcher;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.script.ScriptEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models in JavaScript: modules, data that comes later, and limits. */
class JavaScriptModelTest {

  private static final ScriptEngine ENGINE = ScriptEngine.create(InstantSource.system());

  /** Each exports a function {@code table} in its own way. */
  private static final String[] LIBRARY = {
    "lib/named.js", "export function table(name) { return 't_' + name; }",
    "lib/constant.js", "export const table = (name) => 't_' + name, other = 1;",
    "lib/taken-apart.js",
        "export const { table, deep: [other] } = { table: (name) => 't_' + name, deep: [1] };",
    "lib/listed.js", "const make = (name) => 't_' + name;\nexport { make as table };",
    "lib/default.js", "export default (name) => 't_' + name;",
    "lib/default-function.js",
        "export default function table(name) { return 't_' + name; }\ntable('x');",
    "lib/object.js", "export default { table: (name) => 't_' + name };",
    "lib/again.js", "export { table } from './named';",
    "lib/all.js", "export * from './named'; export * as inner from './constant';",
    "lib/common.js", "module.exports = { table: (name) => 't_' + name };",
    "lib/single.js", "module.exports = (name) => 't_' + name;",
    "lib/folder/index.js", "exports.table = (name) => 't_' + name;",
    "lib/text.js",
        "const sql = `\nimport nothing from 'nowhere'\nexport default 1\n`;\nexports.table = (name) => 't_' + name;"
  };

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      value = {
        "import { table } from './lib/named'",
        "import { table } from './lib/named.js';",
        "import { table as other } from \"./lib/constant\"; const table = other;",
        "import * as lib from './lib/taken-apart'; const { table } = lib;",
        "import { table } from './lib/listed';",
        "import table from './lib/default';",
        "import { default as table } from './lib/default';",
        "import table from './lib/default-function';",
        "import lib, { missing } from './lib/object'; const { table } = lib;",
        "import { table } from './lib/again';",
        "import { table, inner } from './lib/all';",
        "import { table } from './lib/common';",
        "import lib from './lib/common'; const { table } = lib;",
        "const { table } = require('./lib/common');",
        "const table = require('./lib/single');",
        "const { table } = require('./lib/folder');",
        "import { table } from './lib/text';",
      })
  void modulesOfAllKindsAreImported(String statement) {
    DataModel model =
        compile(
            CompilerOptions.defaults(),
            files(
                "main.js",
                statement
                    + "\ncube('a', { sqlTable: table('a') });\ncube('b', { sqlTable: `${table('b')}` });"));

    assertThat(model.cubes().values().stream().map(cube -> cube.source().toString()))
        .allSatisfy(source -> assertThat(source).contains("t_"));
  }

  @Test
  void errorsKeepTheirLinesBelowImports() {
    assertThat(
            errors(
                CompilerOptions.defaults(),
                files(
                    "main.js",
                    "import {\n  table,\n} from './lib/named';\n\ncube('a', {\n  sqlTable: `a`,\n  mesures: {},\n});")))
        .containsExactly("main.js:5:1: \"mesures\" is not allowed in a; did you mean 'measures'?");
  }

  @Test
  void aPropertyThatIsThereTwiceIsReported() {
    assertThat(
            errors(
                CompilerOptions.defaults(),
                List.of(
                    new ModelFile(
                        "main.js",
                        "cube(`a`, {\n  sqlTable: `a`,\n  measures: { m: { type: `count` }, m: { type: `count` } },\n"
                            + "  sqlTable: `b`,\n});"))))
        .containsExactly(
            "main.js:3:37: Duplicate property parsing m",
            "main.js:4:3: Duplicate property parsing sqlTable");
  }

  @Test
  void aModuleThatIsMissingIsReported() {
    assertThat(
            errors(
                CompilerOptions.defaults(),
                List.of(new ModelFile("main.js", "\nimport x from './lib/nowhere';"))))
        .singleElement()
        .asString()
        .matches("main.js:2:\\d+: Error: Required import for lib/nowhere.js is not found");
  }

  @Test
  void dataThatComesLaterMakesCubes() {
    List<Fetcher.Request> requests = new ArrayList<>();
    Fetcher fetcher =
        request -> {
          requests.add(request);
          return new Fetcher.Response(
              request.url(), 200, Map.of("Content-Type", "application/json"), "[\"x\", \"y\"]");
        };
    DataModel model =
        compile(
            CompilerOptions.defaults().withFetcher(fetcher),
            List.of(
                new ModelFile(
                    "main.js",
                    """
                    asyncModule(async () => {
                      const answer = await fetch('http://api/tables', {
                        method: 'POST', headers: { Accept: 'application/json' }, body: '{}',
                      });
                      if (!answer.ok || answer.headers.get('content-type') !== 'application/json') {
                        throw new Error('unexpected');
                      }
                      const names = await answer.json();
                      await new Promise((done) => setTimeout(done, 1));
                      names.forEach((name) => cube(name, {
                        sqlTable: name,
                        measures: Object.fromEntries(names.map((other) => [`sum_${other}`, {
                          type: 'sum', sql: () => `${CUBE}.${other}`,
                        }])),
                      }));
                      asyncModule(() => cube('later', { sql: `SELECT * FROM ${x.sql()}` }));
                    });
                    """)));

    assertThat(model.cubes()).containsOnlyKeys("x", "y", "later");
    assertThat(model.cube("y").orElseThrow().measures()).containsOnlyKeys("sum_x", "sum_y");
    assertThat(requests)
        .containsExactly(
            new Fetcher.Request(
                "http://api/tables",
                "POST",
                Map.of("Accept", "application/json"),
                Optional.of("{}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      value = {
        "const sql = 'SELECT 1'; cube('c', { sql });",
        "const sql = `SELECT ${1}`, title = 't'; cube('c', { title, sql, });",
        "function define(sql) { cube('c', { sql }); } define('SELECT 1');",
        "asyncModule(async () => { cube('c', { sql: await (async () => 'SELECT 1')() }); });",
        "asyncModule(async () => { const sql = await 'SELECT 1'; cube('c', { sql }); });",
        "asyncModule(async () => { cube('c', { sql: `SELECT ${await 1}`, measures: {} }); });",
      })
  void sqlCanBeWrittenShortly(String text) {
    DataModel model = compile(CompilerOptions.defaults(), List.of(new ModelFile("main.js", text)));

    assertThat(model.cube("c").orElseThrow().source())
        .isEqualTo(new CubeSource.Select(SqlTemplate.text("SELECT 1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      value = {
        "fetch('http://api/') ==> fetch is not allowed here",
        "(async () => { throw new TypeError('no data'); })() ==> no data",
        "asyncModule(1) ==> asyncModule expects a function",
      })
  void anAsynchronousModuleThatFailsIsReported(String expression, String message) {
    assertThat(
            errors(
                CompilerOptions.defaults(),
                List.of(new ModelFile("main.js", "asyncModule(() => " + expression + ");"))))
        .singleElement()
        .asString()
        .matches("main.js:1:\\d\\d?: .*")
        .endsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      value = {
        "while (true) {}",
        "asyncModule(() => { while (true) {} });",
        "asyncModule(async () => { while (true) await null; });",
        "asyncModule(() => new Promise((done) => setTimeout(done, 60000)));",
        "cube('a', { sql: () => { while (true) {} } });",
      })
  void whatDoesNotEndIsStoppedAndNamesItsFile(String text) {
    assertThat(
            errors(
                CompilerOptions.defaults().withTimeLimit(Duration.ofMillis(300)),
                List.of(
                    new ModelFile("endless.js", text), new ModelFile("other.js", "const a = ;"))))
        .satisfiesExactly(
            error ->
                assertThat(error)
                    .startsWith("endless.js:1:")
                    .contains("Script execution timed out after 300ms"),
            error ->
                assertThat(error)
                    .isEqualTo(
                        "other.js:1:11: Syntax error during parsing: Expected an operand but found"
                            + " ;:\nconst a = ;\n          ^"));
  }

  @Test
  void aModuleThatDefinesModulesForeverIsStopped() {
    assertThat(
            errors(
                CompilerOptions.defaults(),
                List.of(
                    new ModelFile(
                        "main.js",
                        "const again = () => asyncModule(again);\nasyncModule(again);"))))
        .singleElement()
        .asString()
        .contains("asyncModule is called more than 1000 times: does it call itself?");
  }

  private static List<ModelFile> files(String name, String content) {
    List<ModelFile> files = new ArrayList<>(List.of(new ModelFile(name, content)));
    for (int i = 0; i < LIBRARY.length; i += 2) {
      files.add(new ModelFile(LIBRARY[i], LIBRARY[i + 1]));
    }
    return files;
  }

  private static DataModel compile(CompilerOptions options, List<ModelFile> files) {
    return ModelCompilers.standard(ENGINE, options).compile(files, ContextValues.empty());
  }

  private static List<String> errors(CompilerOptions options, List<ModelFile> files) {
    return catchThrowableOfType(ModelException.class, () -> compile(options, files))
        .errors()
        .stream()
        .map(ModelError::toString)
        .sorted()
        .toList();
  }
}
