package dev.cuboid.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptContextTest {

  private static final ScriptEngine ENGINE = ScriptEngine.create(InstantSource.system());
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @Test
  void aCommonJsModuleExportsFunctionsAndValues() {
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults())) {
      ScriptModule module =
          context.load(
              new ScriptSource(
                  "a.js", "exports.twice = x => x * 2; exports.list = [1, 'a', null, {b: true}];"));
      assertThat(module.function("twice").orElseThrow().call(LIMIT, 21)).isEqualTo(42L);
      assertThat(module.exports().get("list"))
          .isEqualTo(Arrays.asList(1L, "a", null, Map.of("b", true)));
    }
  }

  @Test
  void anEsModuleImportsAnotherFileAndExportsADefault() {
    ModuleResolver files =
        (specifier, from) ->
            specifier.endsWith("helper.js")
                ? Optional.of(new ScriptSource("helper.js", "export const five = 5;"))
                : Optional.empty();
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults().withModules(files))) {
      ScriptModule module =
          context.load(
              new ScriptSource(
                  "main.js",
                  "import { five } from './helper.js';\nexport default { six: five + 1 };"));
      assertThat(module.exports().get("default")).isEqualTo(Map.of("six", 6L));
    }
  }

  @Test
  void requireLoadsAModuleOnceAndKeepsItsState() {
    ModuleResolver files =
        (specifier, from) ->
            Optional.of(new ScriptSource("counter.js", "let n = 0; module.exports = () => ++n;"));
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults().withModules(files))) {
      ScriptModule module =
          context.load(
              new ScriptSource(
                  "main.js",
                  "exports.next = () => require('./counter')() + require('./counter')();"));
      ScriptFunction next = module.function("next").orElseThrow();
      assertThat(next.call(LIMIT)).isEqualTo(3L);
      assertThat(next.call(LIMIT)).isEqualTo(7L);
    }
  }

  @Test
  void anAsyncFunctionIsAwaitedThroughItsTimers() {
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults())) {
      ScriptFunction wait =
          context
              .load(
                  new ScriptSource(
                      "a.js",
                      "exports.wait = async (x) => { await new Promise(r => setTimeout(r, 5));"
                          + " return x + 1; }"))
              .function("wait")
              .orElseThrow();
      assertThat(wait.call(LIMIT, 1)).isEqualTo(2L);
    }
  }

  @Test
  void anEndlessLoopEndsWithAnErrorThatNamesTheFileAndTheContextStaysUsable() {
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults())) {
      ScriptModule module =
          context.load(
              new ScriptSource(
                  "loop.js", "exports.loop = () => { while (true) {} };\nexports.one = () => 1;"));
      ScriptException error =
          catchThrowableOfType(
              ScriptException.class,
              () -> module.function("loop").orElseThrow().call(Duration.ofMillis(200)));
      assertThat(error.kind()).isEqualTo(ScriptException.Kind.TIMEOUT);
      assertThat(error)
          .hasMessageContaining("timed out after 200ms")
          .hasMessageContaining("loop.js:1");
      assertThat(module.function("one").orElseThrow().call(LIMIT)).isEqualTo(1L);
    }
  }

  @Test
  void aThrownErrorSaysItsTypeMessageAndPlace() {
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults())) {
      ScriptModule module =
          context.load(
              new ScriptSource(
                  "bad.js", "exports.f = () => {\n  throw new TypeError('no such thing');\n};"));
      ScriptException error =
          catchThrowableOfType(
              ScriptException.class, () -> module.function("f").orElseThrow().call(LIMIT));
      assertThat(error.errorType()).isEqualTo("TypeError");
      assertThat(error).hasMessage("no such thing");
      assertThat(error.position().orElseThrow()).hasToString("bad.js:2:9");
      assertThat(error.scriptStack()).contains("bad.js:2:9");
    }
  }

  @Test
  void aRejectedPromiseAndAThrownTextAreErrorsToo() {
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults())) {
      ScriptModule module =
          context.load(
              new ScriptSource(
                  "bad.js",
                  "exports.rejects = async () => { throw new RangeError('far'); };"
                      + "exports.text = () => { throw 'plain'; };"));
      ScriptException rejected =
          catchThrowableOfType(
              ScriptException.class, () -> module.function("rejects").orElseThrow().call(LIMIT));
      assertThat(rejected.errorType()).isEqualTo("RangeError");
      assertThat(rejected).hasMessage("far");
      ScriptException text =
          catchThrowableOfType(
              ScriptException.class, () -> module.function("text").orElseThrow().call(LIMIT));
      assertThat(text.errorType()).isEqualTo("string");
      assertThat(text).hasMessage("plain");
    }
  }

  @Test
  void aSyntaxErrorSaysWhere() {
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults())) {
      ScriptException error =
          catchThrowableOfType(
              ScriptException.class,
              () -> context.load(new ScriptSource("broken.js", "exports.a = 1;\nconst = 5;")));
      assertThat(error.kind()).isEqualTo(ScriptException.Kind.SYNTAX);
      assertThat(error.position().orElseThrow().line()).isEqualTo(2);
      assertThat(error.position().orElseThrow().fileName()).isEqualTo("broken.js");
    }
  }

  @Test
  void aHostFunctionIsCalledWithPlainValuesAndItsFailureCanBeCaught() {
    List<Object> heard = new ArrayList<>();
    HostFunction listen =
        arguments -> {
          heard.addAll(arguments);
          throw new IllegalStateException("not today");
        };
    try (ScriptContext context =
        ENGINE.newContext(ScriptOptions.defaults().withGlobals(Map.of("listen", listen)))) {
      Object caught =
          context.evaluate(
              new ScriptSource(
                  "a.js",
                  "try { listen(1, [true]); } catch (e) { e instanceof Error && e.message }"),
              LIMIT);
      assertThat(caught).isEqualTo("not today");
      assertThat(heard).containsExactly(1L, List.of(true));
    }
  }

  @Test
  void theConsoleAndTheEnvironmentAreThoseOfTheOptions() {
    List<String> lines = new ArrayList<>();
    ScriptOptions options =
        ScriptOptions.defaults()
            .withConsole((level, line) -> lines.add(level + " " + line))
            .withEnvironment(Map.of("COLOR", "blue"));
    try (ScriptContext context = ENGINE.newContext(options)) {
      context.evaluate(
          new ScriptSource(
              "a.js", "console.log('color', process.env.COLOR, {a: 1}); console.error('bad')"),
          LIMIT);
    }
    assertThat(lines).containsExactly("INFO color blue {\n  \"a\": 1\n}", "ERROR bad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java.type('java.lang.System')",
        "Polyglot.eval('js', '1')",
        "load('file:///etc/passwd')",
        "require('fs')",
        "fetch('http://localhost')",
        "new Worker('x.js')",
        "this.constructor.constructor('return Java')()"
      })
  void nothingOfTheOutsideCanBeReached(String text) {
    try (ScriptContext context = ENGINE.newContext(ScriptOptions.defaults())) {
      assertThatThrownBy(() -> context.evaluate(new ScriptSource("evil.js", text), LIMIT))
          .isInstanceOf(ScriptException.class);
    }
  }
}
