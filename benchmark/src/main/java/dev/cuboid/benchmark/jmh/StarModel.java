package dev.cuboid.benchmark.jmh;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query;
import dev.cuboid.query.Query.DateRange;
import dev.cuboid.query.Query.OrderItem;
import dev.cuboid.query.Query.TimeDimension;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Stars of ten cubes each: a fact, eight dimensions in pairs, and a fact that refers to the first.
 */
final class StarModel {

  private static final int STAR = 10;
  private static final int DIMENSIONS = 8;

  private StarModel() {}

  /**
   * @param cubes a multiple of ten
   */
  static DataModel of(int cubes) {
    List<ModelFile> files = new ArrayList<>();
    for (int star = 0; star < cubes / STAR; star++) {
      files.add(new ModelFile("star" + star + ".yml", star(star)));
    }
    return ModelCompilers.standard(
            ScriptEngine.create(InstantSource.system()), ScriptConsole.silent())
        .compile(files, ContextValues.empty());
  }

  private static String star(int star) {
    StringBuilder yaml = new StringBuilder("cubes:\n");
    StringBuilder joins = new StringBuilder();
    for (int number = 0; number < DIMENSIONS; number += 2) {
      joins.append(join("Dim%d_%d".formatted(star, number), "many_to_one", "dim_" + number, "id"));
    }
    joins.append(join("Returns" + star, "one_to_many", "id", "fact_id"));
    yaml.append(cube("Facts" + star, joins.toString()));
    for (int number = 0; number < DIMENSIONS; number++) {
      String next =
          number % 2 == 0
              ? join("Dim%d_%d".formatted(star, number + 1), "many_to_one", "next_id", "id")
              : "";
      yaml.append(cube("Dim%d_%d".formatted(star, number), next));
    }
    return yaml.append(cube("Returns" + star, "")).toString();
  }

  private static String join(String target, String relationship, String own, String other) {
    return "      - {name: %s, relationship: %s, sql: \"{CUBE}.%s = {%s}.%s\"}\n"
        .formatted(target, relationship, own, target, other);
  }

  private static String cube(String name, String joins) {
    return """
      - name: %1$s
        sql: "SELECT * FROM %1$s WHERE {SECURITY_CONTEXT.tenant.filter('tenant')}"
        %2$s
        dimensions:
          - {name: id, sql: id, type: number, primary_key: true}
          - {name: name, sql: name, type: string}
          - {name: created_at, sql: created_at, type: time}
        measures:
          - {name: count, type: count}
          - {name: total, sql: amount, type: sum}
          - {name: average, sql: "1.0 * {total} / NULLIF({count}, 0)", type: number}
    """
        .formatted(name, joins.isEmpty() ? "" : "joins:\n" + joins.stripTrailing());
  }

  /**
   * Of all the ten cubes of the first star: a fact, joined with eight dimensions, and the other.
   */
  static Query query() {
    List<String> dimensions = new ArrayList<>();
    for (int number = 1; number < DIMENSIONS; number += 2) {
      dimensions.add("Dim0_%d.name".formatted(number));
    }
    List<Filter> filters =
        List.of(
            new Filter.Condition("Dim0_0.name", FilterOperator.EQUALS, List.of("a", "b")),
            new Filter.Or(
                List.of(
                    new Filter.Condition("Dim0_2.name", FilterOperator.CONTAINS, List.of("x")),
                    new Filter.Condition("Dim0_4.name", FilterOperator.SET, List.of()))),
            new Filter.Condition("Facts0.total", FilterOperator.GT, List.of("10")));
    TimeDimension time =
        new TimeDimension(
            "Facts0.created_at",
            Optional.of("month"),
            Optional.of(new DateRange("2026-01-01T00:00:00.000", "2026-12-31T23:59:59.999")));
    return new Query(
        List.of("Facts0.total", "Facts0.average", "Returns0.count"),
        dimensions,
        List.of(time),
        filters,
        List.of(),
        List.of(new OrderItem("Facts0.total", true)),
        OptionalInt.of(10_000),
        OptionalInt.empty(),
        false,
        ZoneId.of("Europe/Berlin"),
        false,
        List.of(),
        Query.Imposed.NONE);
  }
}
