package dev.cuboid.benchmark.jmh;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.query.Query;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.query.plan.MissingContextValue;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.query.plan.QueryPlanner;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The SQL of a model's author with its holes filled: the query asks for one measure, so that what
 * it takes longer than the measure of a bare column is the filling of eight holes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 2)
public class RenderTemplate {

  private static final int HOLES = 8;

  private static final DataModel MODEL =
      ModelCompilers.standard(ScriptEngine.create(InstantSource.system()), ScriptConsole.silent())
          .compile(List.of(new ModelFile("orders.yml", model())), ContextValues.empty());

  /** The measure. */
  @Param({"column", "members", "securityContext"})
  public String measure = "column";

  private final QueryPlanner planner = QueryPlanner.create(MODEL, Dialects.postgres());
  private final PlanContext context =
      new PlanContext(ContextValues.of(Map.of("tenant", 1)), MissingContextValue.DENY);
  private Query query = query(measure);

  /** Asks for the measure. */
  @Setup
  public void ask() {
    query = query(measure);
  }

  private static String model() {
    String dimensions =
        holes("\n", "      - {name: part%1$d, sql: \"{CUBE}.part%1$d\", type: number}"::formatted);
    String filters = holes(" AND ", "{SECURITY_CONTEXT.tenant.filter('part%d')}"::formatted);
    return """
    cubes:
      - name: Orders
        sql_table: orders
        dimensions:
          - {name: id, sql: id, type: number, primary_key: true}
    %s
        measures:
          - {name: column, sql: amount, type: sum}
          - {name: members, sql: "%s", type: sum}
          - {name: securityContext, sql: "CASE WHEN %s THEN 1 END", type: sum}
    """
        .formatted(dimensions, holes(" + ", "{part%d}"::formatted), filters);
  }

  private static String holes(String between, IntFunction<String> hole) {
    return IntStream.range(0, HOLES).mapToObj(hole).collect(Collectors.joining(between));
  }

  private static Query query(String measure) {
    return new Query(
        List.of("Orders." + measure),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        OptionalInt.of(10_000),
        OptionalInt.empty(),
        false,
        ZoneId.of("UTC"),
        false,
        List.of(),
        Query.Imposed.NONE);
  }

  /** Returned, so that it is not optimized away. */
  @Benchmark
  public SqlQuery render() {
    return planner.plan(query, context);
  }
}
