package dev.cuboid.query.plan;

import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.SqlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan of all queries of one shape, for one security context. It was made without a look at
 * their values, so that nothing but what is bound can depend on them. Immutable; as old as the
 * offsets of time zones in it.
 */
public final class PlanPattern {

  private final SqlPattern sql;
  private final SqlPattern total;
  private final List<RefreshKey> refreshKeys;
  private final TransformedQuery transformed;
  private final List<String> memberNames;

  private record RefreshKey(RefreshKeyQuery query, SqlPattern sql) {
    RefreshKeyQuery with(List<String> values) {
      return sql.sql().parameters().isEmpty()
          ? query
          : new RefreshKeyQuery(sql.with(values), query.renewalThreshold(), query.schedule());
    }
  }

  private PlanPattern(
      SqlPattern sql,
      SqlPattern total,
      List<RefreshKey> refreshKeys,
      TransformedQuery transformed,
      List<String> memberNames) {
    this.sql = sql;
    this.total = total;
    this.refreshKeys = refreshKeys;
    this.transformed = transformed;
    this.memberNames = memberNames;
  }

  /** Empty where the values come into more than what is bound. */
  static Optional<PlanPattern> of(PlannedQuery plan) {
    Optional<SqlPattern> sql = SqlPattern.of(plan.sql());
    Optional<SqlPattern> total = SqlPattern.of(plan.total());
    List<RefreshKey> refreshKeys = new ArrayList<>();
    for (RefreshKeyQuery key : plan.refreshKeys()) {
      Optional<SqlPattern> pattern = SqlPattern.of(key.sql());
      if (pattern.isEmpty()) {
        return Optional.empty();
      }
      refreshKeys.add(new RefreshKey(key, pattern.get()));
    }
    TransformedQuery transformed = plan.transformed();
    if (sql.isEmpty() || total.isEmpty() || StandIns.areIn(transformed.toString())) {
      return Optional.empty();
    }
    return Optional.of(
        new PlanPattern(
            sql.get(),
            total.get(),
            List.copyOf(refreshKeys),
            transformed,
            List.copyOf(plan.memberNames())));
  }

  /**
   * The plan of one of the queries.
   *
   * @param values of its {@link QueryShape}
   */
  public PlannedQuery with(List<String> values) {
    return new FilledPlan(this, values);
  }

  /** About how many characters it keeps in memory. */
  public int length() {
    int keys = refreshKeys.stream().mapToInt(key -> key.query().sql().sql().length()).sum();
    return sql.sql().sql().length() + total.sql().sql().length() + keys;
  }

  SqlQuery sql(List<String> values) {
    return sql.with(values);
  }

  SqlQuery total(List<String> values) {
    return total.with(values);
  }

  List<RefreshKeyQuery> refreshKeys(List<String> values) {
    return refreshKeys.stream().map(key -> key.with(values)).toList();
  }

  TransformedQuery transformed() {
    return transformed;
  }

  List<String> memberNames() {
    return memberNames;
  }
}
