package dev.cuboid.query.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.Query;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.query.plan.QueryPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Queries of someone who means harm, or whose program is broken. */
class HostileQueriesPropertiesTest {

  private static final List<Dialect> DIALECTS =
      Stream.of(
              "bigquery",
              "clickhouse",
              "databricks-jdbc",
              "duckdb",
              "mssql",
              "mysql",
              "oracle",
              "postgres",
              "redshift",
              "snowflake",
              "sqlite",
              "trino")
          .map(type -> Dialects.byName(type).orElseThrow())
          .toList();
  private static final int QUERIES_PER_MODEL = 10;

  /** Far more than any plan takes, however busy the machine. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  static Stream<Long> seeds() {
    return Seeds.upTo(60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noTextOfAQueryGetsIntoItsSql(long seed) {
    Choices choices = new Choices(seed);
    ModelSpec model = new ModelGenerator(choices).model();
    QueryPlanner planner = World.planner(model, choices.one(DIALECTS));
    for (int number = 0; number < QUERIES_PER_MODEL; number++) {
      JsonNode request = new QueryGenerator(choices, model).request();
      List<SqlQuery> one = plans(planner, HostileRequests.withValues(request, "o'Neil\"; --"));
      List<SqlQuery> other = plans(planner, HostileRequests.withValues(request, "\\' OR 1=1 /*"));

      assertThat(texts(one)).as("seed %d: %s", seed, request).isEqualTo(texts(other));
      JsonNode anywhere = HostileRequests.withTextAnywhere(request, "x' OR \"zz\"=`zz`", choices);
      assertThat(texts(plans(planner, anywhere)))
          .as("seed %d: %s", seed, anywhere)
          .noneMatch(sql -> sql.contains("zz"));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void planningEndsWithAPlanOrAnErrorOfOurs(long seed) {
    Choices choices = new Choices(seed);
    ModelSpec model = HostileRequests.withAnyJoins(new ModelGenerator(choices).model(), choices);
    QueryPlanner planner = World.planner(model, choices.one(DIALECTS));
    for (int number = 0; number < QUERIES_PER_MODEL; number++) {
      JsonNode request =
          HostileRequests.garbled(new QueryGenerator(choices, model).request(), choices);
      Assertions.assertTimeout(
          BOUND, () -> plans(planner, request), () -> "seed %d: %s".formatted(seed, request));
    }
  }

  /** None for a query that is refused; whatever else is thrown fails the test. */
  private static List<SqlQuery> plans(QueryPlanner planner, JsonNode request) {
    List<SqlQuery> plans = new ArrayList<>();
    try {
      for (Query query : World.queries(request)) {
        plans.add(planner.plan(query, World.context(Optional.of(List.of(1)))));
        plans.add(planner.planned(query, World.context(Optional.empty())).total());
      }
    } catch (QueryException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
    return plans;
  }

  private static List<String> texts(List<SqlQuery> plans) {
    return plans.stream().map(SqlQuery::sql).toList();
  }
}
