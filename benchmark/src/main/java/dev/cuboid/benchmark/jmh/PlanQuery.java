package dev.cuboid.benchmark.jmh;

import dev.cuboid.model.ContextValues;
import dev.cuboid.query.Query;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.query.plan.MissingContextValue;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.query.plan.QueryPlanner;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** From a query to its SQL, in models of different sizes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 2)
public class PlanQuery {

  /** Cubes in the model. The query is always about the same ten. */
  @Param({"10", "100", "1000"})
  public int cubes;

  private final Query query = StarModel.query();
  private final PlanContext context =
      new PlanContext(ContextValues.of(Map.of("tenant", 1)), MissingContextValue.DENY);
  private QueryPlanner planner = planner(0);

  /** Compiles the model. */
  @Setup
  public void compile() {
    planner = planner(cubes);
  }

  private static QueryPlanner planner(int cubes) {
    return QueryPlanner.create(StarModel.of(cubes), Dialects.postgres());
  }

  /** Returned, so that it is not optimized away. */
  @Benchmark
  public SqlQuery plan() {
    return planner.plan(query, context);
  }
}
