package dev.cuboid.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuboid.jinja.JinjaException.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates become, compared with what minijinja in Cube makes of them. */
class JinjaEnvironmentTest {

  private static final JinjaLimits LIMITS = new JinjaLimits(Duration.ofSeconds(10), 64, 200_000);

  private static final String MACROS =
      """
      {%- macro column(name, type='string') -%}
      - name: {{ name }}
        type: {{ type }}
      {%- endmacro -%}
      {%- set suffix = 'x' -%}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "{{ text }} {{ text|safe }} {{ 'a\"b' }} => \"some text\" some text \"a\\\"b\"",
        "{{ missing }} {{ none }} {{ true }} => null null true",
        "{{ 1 }} {{ 1.0 }} {{ 1 / 2 }} {{ 7 // 2 }} => 1 1.0 0.5 3",
        "{{ 2 ** 62 }} {{ big }} {{ 10 ** 20 }} => 4611686018427387904 9007199254740993 100000000000000000000",
        "{{ object }} => {\"a\":[1,2.5,null,true],\"z\":{\"k\":\"v\"}}",
        "{% for k, v in object|items %}{{ k }};{% endfor %} => \"a\";\"z\";",
        "{% for i in range(3) if i != 1 %}{{ i }},{% else %}-{% endfor %} => 0,2,",
        "{% set x = ['a', 'b'] %}{{ x|join('+')|safe }} => a+b",
        "{% if object.a|length == 4 and not missing %}yes{% else %}no{% endif %} => yes",
        "{{ text.upper() }} {{ text|title }} => \"SOME TEXT\" \"Some Text\"",
        "{{ echo(1, 2.5, 'é😀', [1, none], {'k': 1}, key=3) }} => [1,2.5,\"é😀\",[1,null],{\"k\":1},{\"key\":3}]",
        "{{ text|surround('<', end='>')|safe }} => <some text>",
        "{% from 'macros.jinja' import column, suffix %}{{ column('id')|safe }}{{ suffix }} => `- name: \"id\"\n  type: \"string\"\"x\"`",
        "{% include 'part.jinja' %} => [\"some text\"]",
        "{% extends 'layout.jinja' %}{% block body %}{{ 1 }}{% endblock %} => <1>",
        "{% raw %}{{ x }}{% endraw %}{# nothing #} => {{ x }}",
      })
  void templatesArePrintedAsInCube(String source, String expected) {
    assertThat(render(source.strip())).isEqualTo(expected.strip());
  }

  @Test
  void aFinalNewlineIsLeftOutAsInCube() {
    assertThat(render("a: {{ 1 }}\n")).isEqualTo("a: 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "`a\n  {% foo %}` => 2 => 6 => syntax error: unknown statement foo",
        "`a\n\nb {{ 1 + }}` => 3 => 10 => syntax error: unexpected end of variable block",
        "`a\n{{ missing.x.y }}` => 2 => 4 => undefined value",
        "`{{ nothing(1) }}` => 1 => 4 => unknown function: nothing is unknown",
        "`{{ 1|nothing }}` => 1 => 6 => unknown filter: filter nothing is unknown",
        "`\n {{ fail('secret') }}` => 2 => 5 => this function fails",
        "`\n {{ 1|wrong }}` => 2 => 7 => this filter fails",
        "`{% include 'nope' %}` => 1 => 4 => template not found: tried to include non-existing template \"nope\"",
        "`{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}` => 1 => 19 => invalid operation: recursion limit exceeded",
      })
  void errorsSayTheirPlace(String source, int line, int column, String message) {
    JinjaException error = failure(source);

    assertThat(error).hasMessage(message);
    assertThat(error.position()).contains(new Position("cubes/test.yml", line, column));
  }

  @Test
  void anErrorInAnotherTemplateIsReportedThere() {
    JinjaEnvironment environment = environment();
    environment.addTemplate("broken.jinja", "{{ missing.x.y }}");
    environment.addTemplate("cubes/test.yml", "\n{% include 'broken.jinja' %}");

    JinjaException error =
        catchThrowableOfType(JinjaException.class, () -> environment.render("cubes/test.yml"));

    assertThat(error).hasMessage("undefined value");
    assertThat(error.position()).contains(new Position("broken.jinja", 1, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %} => the template takes too many steps: does a loop or a macro not end?",
        "{% set x = 'xxxxxxxxxxxxxxxx' * 1000000 %}{% for i in range(100) %}{{ x }}{% endfor %} => the template takes more than 64 MB of memory",
      })
  void aTemplateThatTakesTooMuchIsStopped(String source, String message) {
    assertThat(failure(source.strip())).hasMessage(message.strip());
  }

  @Test
  void aTemplateThatTakesTooLongIsStopped() {
    JinjaEnvironment environment =
        JinjaEnvironment.create(
            Map.of(), Map.of(), new JinjaLimits(Duration.ofMillis(200), 64, Integer.MAX_VALUE));
    environment.addTemplate(
        "a.yml",
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}");

    JinjaException error =
        catchThrowableOfType(JinjaException.class, () -> environment.render("a.yml"));

    assertThat(error).hasMessage("the template takes longer than 200 ms");
    assertThat(error.position()).contains(new Position("a.yml", 1, 1));
  }

  @Test
  void anEnvironmentWorksOnAfterATemplateWasStopped() {
    JinjaEnvironment environment = environment();
    environment.addTemplate("good.yml", "{{ text }}");
    environment.addTemplate(
        "bad.yml",
        "{% set x = 'xxxxxxxxxxxxxxxx' * 1000000 %}{% for i in range(100) %}{{ x }}{% endfor %}");

    assertThat(catchThrowableOfType(JinjaException.class, () -> environment.render("bad.yml")))
        .isNotNull();
    assertThat(environment.render("good.yml")).isEqualTo("\"some text\"");
  }

  private static String render(String source) {
    JinjaEnvironment environment = environment();
    environment.addTemplate("cubes/test.yml", source);
    return environment.render("cubes/test.yml");
  }

  private static JinjaException failure(String source) {
    return catchThrowableOfType(JinjaException.class, () -> render(source));
  }

  private static JinjaEnvironment environment() {
    Map<String, @Nullable Object> globals = new LinkedHashMap<>();
    globals.put("text", "some text");
    globals.put("big", 9007199254740993L);
    List<@Nullable Object> list = new ArrayList<>(List.of(1, 2.5));
    list.add(null);
    list.add(true);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("z", Map.of("k", "v"));
    object.put("a", list);
    globals.put("object", object);
    JinjaFunction echo = arguments -> arguments;
    JinjaFunction fail =
        _ -> {
          throw new IllegalStateException("this function fails");
        };
    globals.put("echo", echo);
    globals.put("fail", fail);
    JinjaFunction surround =
        arguments ->
            "" + arguments.get(1) + arguments.get(0) + ((Map<?, ?>) arguments.get(2)).get("end");
    JinjaFunction wrong =
        _ -> {
          throw new IllegalStateException("this filter fails");
        };
    JinjaEnvironment environment =
        JinjaEnvironment.create(globals, Map.of("surround", surround, "wrong", wrong), LIMITS);
    environment.addTemplate("macros.jinja", MACROS);
    environment.addTemplate("part.jinja", "[{{ text }}]\n");
    environment.addTemplate("layout.jinja", "<{% block body %}{% endblock %}>\n");
    return environment;
  }
}
