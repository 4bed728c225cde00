package dev.cuboid.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Members that are computed in several stages. */
class MultiStageModelTest {

  private static final String YAML =
      """
      cubes:
        - name: orders
          sql_table: orders
          calendar: true
          dimensions:
            - { name: id, sql: id, type: number, primary_key: true }
            - { name: currency, type: switch, values: [USD, EUR] }
            - { name: size, sql: "{total}", type: number, multi_stage: true, add_group_by: [id] }
            - name: day
              sql: day
              type: time
              time_shift:
                - { type: prior, interval: 1 year, sql: "{CUBE}.year_ago" }
                - { name: six_weeks, type: prior, interval: 42 days }
          measures:
            - { name: total, sql: amount, type: sum }
            - { name: euros, sql: euros, type: sum }
            - name: amount
              type: number
              multi_stage: true
              case:
                switch: "{CUBE.currency}"
                when: [{ value: EUR, sql: "{euros}" }]
                else: { sql: "{total}" }
            - name: all_sizes
              sql: "{total}"
              type: sum
              multi_stage: true
              grain: { keep_only: [currency], include: [id] }
              filter:
                mode: fixed
                exclude: [size]
                include:
                  - or:
                      - { member: id, operator: gt, values: [5] }
                      - { member: currency, operator: set }
            - name: six_weeks_ago
              sql: "{total}"
              type: number
              multi_stage: true
              time_shift: [{ name: six_weeks }]
            - name: year_ago
              sql: "{total}"
              type: number
              multi_stage: true
              time_shift: [{ time_dimension: day, interval: 1 year, type: prior }]
      """;

  private static final String JAVASCRIPT =
      """
      cube('orders', {
        sqlTable: 'orders',
        calendar: true,
        dimensions: {
          id: { sql: 'id', type: 'number', primaryKey: true },
          currency: { type: 'switch', values: ['USD', 'EUR'] },
          size: { sql: `${total}`, type: 'number', multiStage: true, addGroupBy: [CUBE.id] },
          day: {
            sql: 'day',
            type: 'time',
            timeShift: [
              { type: 'prior', interval: '1 year', sql: `${CUBE}.year_ago` },
              { name: 'six_weeks', type: 'prior', interval: '42 days' },
            ],
          },
        },
        measures: {
          total: { sql: 'amount', type: 'sum' },
          euros: { sql: 'euros', type: 'sum' },
          amount: {
            type: 'number',
            multiStage: true,
            case: {
              switch: CUBE.currency,
              when: [{ value: 'EUR', sql: `${euros}` }],
              else: { sql: `${total}` },
            },
          },
          all_sizes: {
            sql: `${total}`,
            type: 'sum',
            multiStage: true,
            grain: { keepOnly: [currency], include: [CUBE.id] },
            filter: {
              mode: 'fixed',
              exclude: [CUBE.size],
              include: [{ or: [
                { member: 'id', operator: 'gt', values: [5] },
                { member: CUBE.currency, operator: 'set' },
              ] }],
            },
          },
          six_weeks_ago: {
            sql: `${total}`,
            type: 'number',
            multiStage: true,
            timeShift: [{ name: 'six_weeks' }],
          },
          year_ago: {
            sql: `${total}`,
            type: 'number',
            multiStage: true,
            timeShift: [{ timeDimension: CUBE.day, interval: '1 year', type: 'prior' }],
          },
        },
      });
      """;

  @Test
  void yamlAndJavaScriptSayTheSame() {
    Cube yaml = orders("orders.yml", YAML);
    Cube javaScript = orders("orders.js", JAVASCRIPT);

    assertThat(described(javaScript)).isEqualTo(described(yaml));
    assertThat(described(yaml))
        .containsEntry(
            "all_sizes",
            "MultiStage[groupBy=Optional[[orders.currency]], reduceBy=[], addGroupBy=[orders.id],"
                + " timeShifts=[], orderBy=[], filter=Optional[StageFilter[fixed=true,"
                + " keepOnly=Optional.empty, exclude=[orders.size],"
                + " include=[or(orders.id gt, orders.currency set)]]], choice=Optional.empty]");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("filter: { mode: loose }", "\"mode\" of a filter must be relative or fixed"),
        arguments(
            "filter: { exclude: [id], keep_only: [id] }",
            "\"filter\" takes either \"exclude\" or \"keep_only\""),
        arguments(
            "filter: { include: [{ member: id, operator: equal, values: [1] }] }",
            "'equal' is not an operator; did you mean 'equals'?"),
        arguments(
            "filter: { include: [{ member: id, operator: equals }] }",
            "\"values\" is required for the operator equals"),
        arguments(
            "filter: { include: [{ operator: set }] }", "\"member\" is required for a filter"),
        arguments(
            "time_shift: [{ interval: soon, type: prior }]",
            "\"interval\" of a time shift must be like 1 year"),
        arguments(
            "time_shift: [{ interval: 1 year, type: before }]",
            "\"type\" of a time shift must be prior or next"),
        arguments(
            "time_shift: [{ name: a }, { name: b }]",
            "\"time_dimension\" is required where there are several time shifts"));
  }

  @ParameterizedTest
  @MethodSource
  void mistakes(String property, String message) {
    String model =
        """
        cubes:
          - name: c
            sql_table: t
            dimensions: [{ name: id, sql: id, type: number, primary_key: true }]
            measures:
              - { name: total, sql: x, type: sum }
              - { name: staged, sql: "{total}", type: number, multi_stage: true, %s }
        """
            .formatted(property);

    ModelException failure =
        catchThrowableOfType(ModelException.class, () -> compile("c.yml", model));

    assertThat(failure.errors()).extracting(ModelError::message).contains(message);
  }

  private static Map<String, String> described(Cube cube) {
    Map<String, String> described = new TreeMap<>();
    cube.measures()
        .forEach(
            (name, measure) ->
                measure.multiStage().ifPresent(stage -> described.put(name, text(stage))));
    cube.dimensions()
        .forEach(
            (name, dimension) ->
                described.put(
                    name,
                    dimension.sql()
                        + text(dimension.multiStage())
                        + text(dimension.timeShifts())
                        + cube.calendar()));
    return described;
  }

  /** The same for both languages, whose values are computed by functions that have no text. */
  private static String text(Object stage) {
    return stage
        .toString()
        .replaceAll("MemberPath\\[cubes=\\[(\\w+)], member=(\\w+)]", "$1.$2")
        .replaceAll(
            "Condition\\[member=([\\w.]+), operator=(\\w+), values=Optional(\\.empty|\\[[^,)]*])]",
            "$1 $2")
        .replaceAll("Or\\[filters=\\[([^]]*)]]", "or($1)");
  }

  private static Cube orders(String file, String text) {
    return compile(file, text).cube("orders").orElseThrow();
  }

  private static DataModel compile(String file, String text) {
    return ModelCompilers.standard(
            ScriptEngine.create(InstantSource.system()), ScriptConsole.silent())
        .compile(List.of(new ModelFile(file, text)), ContextValues.empty());
  }
}
