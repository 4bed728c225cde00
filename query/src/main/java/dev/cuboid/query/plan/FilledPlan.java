package dev.cuboid.query.plan;

import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.SqlQuery;
import java.util.List;

/**
 * A query that was planned with others of its shape.
 *
 * @param values of its filters, as the shape counts them
 */
record FilledPlan(PlanPattern pattern, List<String> values) implements PlannedQuery {

  @Override
  public SqlQuery sql() {
    return pattern.sql(values);
  }

  @Override
  public SqlQuery total() {
    return pattern.total(values);
  }

  @Override
  public List<RefreshKeyQuery> refreshKeys() {
    return pattern.refreshKeys(values);
  }

  @Override
  public TransformedQuery transformed() {
    return pattern.transformed();
  }

  @Override
  public List<String> memberNames() {
    return pattern.memberNames();
  }
}
