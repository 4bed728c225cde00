package dev.cuboid.query.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.Filter;
import dev.cuboid.query.Query;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.query.plan.PlanPattern;
import dev.cuboid.query.plan.PlannedQuery;
import dev.cuboid.query.plan.QueryPlanner;
import dev.cuboid.query.plan.QueryShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked of whatever model: the plan of a shape is that of each of its queries. */
class PlanPatternPropertiesTest {

  private static final int MODELS = 60;
  private static final int QUERIES_PER_MODEL = 12;
  private static final int OTHERS_PER_QUERY = 4;

  /** So many of the queries have values that can be exchanged, at least. */
  private static final int SHARE_WITH_SHAPE = 4;

  private static final List<String> NUMBERS = List.of("0", "-0", "007", "12", "-99999999999999999");
  private static final List<String> TEXTS =
      List.of("", " ", "Ärger", "it's", "\"; --", "ONE", "one", "1e5", "true", "NULL", "a%_b", "?");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duckdb",
        "postgres",
        "mysql",
        "trino",
        "clickhouse",
        "bigquery",
        "snowflake",
        "redshift",
        "databricks-jdbc",
        "mssql",
        "oracle",
        "sqlite"
      })
  void thePlanOfAShapeIsThatOfEachOfItsQueries(String database) {
    Dialect dialect = Dialects.byName(database).orElseThrow();
    int compared = 0;
    for (long seed = 0; seed < MODELS; seed++) {
      Choices choices = new Choices(seed);
      ModelSpec model = new ModelGenerator(choices).model();
      QueryPlanner planner = World.planner(model, dialect);
      for (int number = 0; number < QUERIES_PER_MODEL; number++) {
        PlanContext context = World.context(Optional.of(List.of(1, 2)));
        for (Query query : World.queries(new QueryGenerator(choices, model).request())) {
          compared += compared(planner, query, context, choices);
        }
      }
    }
    assertThat(compared)
        .isGreaterThan(MODELS * QUERIES_PER_MODEL * OTHERS_PER_QUERY / SHARE_WITH_SHAPE);
  }

  /** How many other queries of the shape got their plan from it. */
  private static int compared(
      QueryPlanner planner, Query query, PlanContext context, Choices choices) {
    Optional<QueryShape> shape = planner.shape(query);
    Optional<PlanPattern> pattern = shape.flatMap(known -> planner.pattern(known, query, context));
    if (pattern.isEmpty()) {
      return 0;
    }
    int compared = 0;
    for (int other = 0; other < OTHERS_PER_QUERY; other++) {
      Query changed = exchanged(query, others(shape.get().values(), choices));
      // Equal values, or those of a condition that is not part of the shape, make another one.
      Optional<QueryShape> again =
          planner.shape(changed).filter(known -> known.query().equals(shape.get().query()));
      if (again.isPresent()) {
        assertThat(facets(pattern.get().with(again.get().values())))
            .isEqualTo(facets(planner.planned(changed, context)));
        compared++;
      }
    }
    return compared;
  }

  private static List<Object> facets(PlannedQuery plan) {
    return List.of(
        plan.sql(), plan.total(), plan.refreshKeys(), plan.transformed(), plan.memberNames());
  }

  /** Of the same kinds, since those belong to the shape. */
  private static Map<String, String> others(List<String> values, Choices choices) {
    Map<String, String> others = new HashMap<>();
    for (String value : values) {
      others.put(value, choices.one(value.matches("-?\\d+") ? NUMBERS : TEXTS));
    }
    return others;
  }

  private static Query exchanged(Query query, Map<String, String> values) {
    return query.withFilters(exchanged(query.filters(), values));
  }

  private static List<Filter> exchanged(List<Filter> filters, Map<String, String> values) {
    return filters.stream().map(filter -> exchanged(filter, values)).toList();
  }

  private static Filter exchanged(Filter filter, Map<String, String> values) {
    return switch (filter) {
      case Filter.And(List<Filter> filters) -> new Filter.And(exchanged(filters, values));
      case Filter.Or(List<Filter> filters) -> new Filter.Or(exchanged(filters, values));
      case Filter.Condition condition -> {
        List<@Nullable String> changed = new ArrayList<>();
        for (@Nullable String value : condition.values()) {
          changed.add(value == null ? null : values.getOrDefault(value, value));
        }
        yield new Filter.Condition(condition.member(), condition.operator(), changed);
      }
    };
  }
}
