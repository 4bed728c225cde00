package dev.cuboid.query.plan;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.Query;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialect;
import java.time.InstantSource;

/**
 * Turns queries over one data model into SQL of one dialect. Does no I/O. Thread-safe; made once
 * per model, so that planning a query does not depend on the size of the model.
 */
public final class QueryPlanner {

  private final ModelIndex index;
  private final Dialect dialect;
  private final InstantSource clock;

  private QueryPlanner(ModelIndex index, Dialect dialect, InstantSource clock) {
    this.index = index;
    this.dialect = dialect;
    this.clock = clock;
  }

  /** A planner that takes the time zone's present offset from the system's clock. */
  public static QueryPlanner create(DataModel model, Dialect dialect) {
    return create(model, dialect, InstantSource.system());
  }

  /**
   * @param clock tells the present offset of time zones, for refresh keys
   */
  public static QueryPlanner create(DataModel model, Dialect dialect, InstantSource clock) {
    return new QueryPlanner(new ModelIndex(model), dialect, clock);
  }

  /**
   * Looks up the members of a query.
   *
   * @throws QueryException when the query asks for what is not there
   */
  public PlannedQuery planned(Query query, PlanContext context) {
    ResolvedQuery resolved = new QueryResolver(index).resolve(query);
    return new PlannedQuery(query, new Planning(index, dialect, context, resolved), clock);
  }

  /**
   * The SQL of a query.
   *
   * @throws QueryException when the query asks for what is not there or cannot be
   */
  public SqlQuery plan(Query query, PlanContext context) {
    return planned(query, context).sql();
  }
}
