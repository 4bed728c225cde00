package dev.cuboid.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.model.ContextReads;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelFile;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values of the compile context decide which tenants share a model. */
class ContextReadsTest {

  private static ScriptEngine scripts;
  private static ModelCompiler compiler;

  @BeforeAll
  static void start() {
    scripts = ScriptEngine.create(InstantSource.system());
    compiler = ModelCompilers.standard(scripts, ScriptConsole.silent());
  }

  @AfterAll
  static void stop() {
    scripts.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          COMPILE_CONTEXT.securityContext.plan                             | securityContext.plan
          const a = COMPILE_CONTEXT?.securityContext?.['plan']             | securityContext.plan
          COMPILE_CONTEXT.securityContext.plans.includes('gold')           | securityContext.plans
          COMPILE_CONTEXT.securityContext.hasOwnProperty('plan')           | securityContext
          COMPILE_CONTEXT.securityContext[name]                            | securityContext
          const { securityContext } = COMPILE_CONTEXT                      | securityContext
          const { securityContext: { plan, of = 1 } } = COMPILE_CONTEXT    | securityContext.plan securityContext.of
          const { region, ...rest } = COMPILE_CONTEXT                      | region .
          ({ region } = COMPILE_CONTEXT)                                   | region
          helper(COMPILE_CONTEXT)                                          | .
          `${COMPILE_CONTEXT.region}.orders`                               | region
          const plan = securityContext.plan                                | securityContext.plan
          cube('a', { sql: `${COMPILE_CONTEXT.schema}.a` })                | schema
          cube('a', { sql: `select ${SECURITY_CONTEXT.a.filter('a')}` })   |
          const x = { securityContext: 1 }.securityContext                 |
          import a from './b'; export const b = COMPILE_CONTEXT.region     | region
          this is not JavaScript, but has COMPILE_CONTEXT                  | .
          """)
  void ofJavaScript(String content, String paths) {
    assertThat(reads("a.js", content)).isEqualTo(expected(paths));
  }

  @Test
  void theValuesOfAccessRulesAreNotRead() {
    String cube =
        """
        cube('a', {
          sql_table: 'a',
          access_policy: [{
            group: '*',
            conditions: [{ if: securityContext.active }],
            row_level: { filters: [{ member: 'id', operator: 'equals', values: [securityContext.id] }] },
          }],
        });
        """;

    assertThat(reads("a.js", cube)).isEqualTo(Set.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{ COMPILE_CONTEXT.securityContext.schema }}.orders              | securityContext.schema
          {{ COMPILE_CONTEXT['securityContext'].schema }}                  | securityContext.schema
          {{ COMPILE_CONTEXT["securityContext"]["schema"] }}               | securityContext.schema
          {% for k in COMPILE_CONTEXT.securityContext.keys() %}            | securityContext
          {% set c = COMPILE_CONTEXT %}                                    | .
          sql: "{COMPILE_CONTEXT.securityContext.schema}.t"                | securityContext.schema
          {{ MY_COMPILE_CONTEXT.a }} {{ a.COMPILE_CONTEXT }}               |
          """)
  void ofYamlAndTemplates(String content, String paths) {
    assertThat(reads("a.yml", content)).isEqualTo(expected(paths));
  }

  @Test
  void onlyWhatIsReadIsGivenToTheFiles() {
    ContextReads reads =
        new ContextReads(
            Set.of(
                List.of("securityContext", "plan"),
                List.of("securityContext", "team", "name"),
                List.of("region", "length"),
                List.of("missing", "value")));
    ContextValues context =
        ContextValues.of(
            Map.of(
                "securityContext",
                Map.of("plan", "gold", "user", 7, "team", Map.of("name", "red", "size", 3)),
                "region",
                "eu",
                "user",
                7));

    assertThat(reads.of(context))
        .isEqualTo(
            ContextValues.of(
                Map.of(
                    "securityContext",
                    Map.of("plan", "gold", "team", Map.of("name", "red")),
                    "region",
                    "eu")));
  }

  @Test
  void theWholeOfAnObjectCountsBesideItsParts() {
    ContextReads reads =
        new ContextReads(Set.of(List.of("securityContext"), List.of("securityContext", "plan")));
    ContextValues context =
        ContextValues.of(Map.of("securityContext", Map.of("plan", "gold", "user", 7), "user", 7));

    assertThat(reads.of(context))
        .isEqualTo(ContextValues.of(Map.of("securityContext", Map.of("plan", "gold", "user", 7))));
  }

  private static Set<String> reads(String name, String content) {
    return compiler.contextReads(List.of(new ModelFile(name, content))).paths().stream()
        .map(path -> path.isEmpty() ? "." : String.join(".", path))
        .collect(Collectors.toSet());
  }

  private static Set<String> expected(String paths) {
    return paths == null ? Set.of() : Set.of(paths.split(" "));
  }
}
