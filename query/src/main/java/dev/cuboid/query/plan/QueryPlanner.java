package dev.cuboid.query.plan;

import dev.cuboid.model.AccessPolicy;
import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.query.Query;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.plan.AccessRules.Granted;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Turns queries over one data model into SQL, each in the dialect of its data source. Does no I/O.
 * Thread-safe; made once per model, so that planning a query does not depend on the size of the
 * model.
 */
public final class QueryPlanner {

  private final ModelIndex index;
  private final Function<String, Dialect> dialects;
  private final InstantSource clock;
  private final MaskDefaults masks;

  private QueryPlanner(
      ModelIndex index,
      Function<String, Dialect> dialects,
      InstantSource clock,
      MaskDefaults masks) {
    this.index = index;
    this.dialects = dialects;
    this.clock = clock;
    this.masks = masks;
  }

  /**
   * A planner for one dialect that takes the time zone's present offset from the system's clock.
   */
  public static QueryPlanner create(DataModel model, Dialect dialect) {
    return create(model, dataSource -> dialect, InstantSource.system());
  }

  /**
   * A planner for one dialect.
   *
   * @param clock tells the present offset of time zones, for refresh keys
   */
  public static QueryPlanner create(DataModel model, Dialect dialect, InstantSource clock) {
    return create(model, dataSource -> dialect, clock);
  }

  /**
   * @param dialects by the name of a data source
   * @param clock tells the present offset of time zones, for refresh keys
   */
  public static QueryPlanner create(
      DataModel model, Function<String, Dialect> dialects, InstantSource clock) {
    return new QueryPlanner(new ModelIndex(model), dialects, clock, MaskDefaults.NULLS);
  }

  /** A planner over the same model, for other databases. */
  public QueryPlanner withDialects(Function<String, Dialect> others) {
    return new QueryPlanner(index, others, clock, masks);
  }

  /** A planner over the same model that shows other values in the place of masked ones. */
  public QueryPlanner withMasks(MaskDefaults defaults) {
    return new QueryPlanner(index, dialects, clock, defaults);
  }

  /**
   * Looks up the members of a query.
   *
   * @throws QueryException when the query asks for what is not there
   */
  public PlannedQuery planned(Query query, PlanContext context) {
    if (!index.isRestricted()) {
      return new FreshPlan(query, planning(index, query, context), clock);
    }
    Query asked = new DefaultFilters(index, context).added(query);
    Granted granted = new AccessRules(planning(index, asked, context)).ofQuery();
    ModelIndex shown = index.masking(new Masks(granted.masked(), masks, asked.ungrouped()));
    ResolvedQuery resolved = new QueryResolver(shown).resolve(asked).with(granted.filters());
    return new FreshPlan(asked, new Planning(shown, dialects, context, resolved), clock);
  }

  /**
   * A query without the values of its filters; empty for one whose plan may depend on each of them.
   */
  public Optional<QueryShape> shape(Query query) {
    return QueryShapes.of(query, index);
  }

  /**
   * The plan of all queries of a shape; empty where it is not that of the query at hand, or where
   * that cannot be planned.
   *
   * @param shape the query's
   */
  public Optional<PlanPattern> pattern(QueryShape shape, Query query, PlanContext context) {
    try {
      Optional<PlanPattern> pattern =
          PlanPattern.of(planned(shape.query(), context.withoutListener()));
      PlannedQuery fresh = planned(query, context);
      return pattern.filter(found -> isSame(found.with(shape.values()), fresh));
    } catch (QueryException e) {
      return Optional.empty();
    }
  }

  private static boolean isSame(PlannedQuery one, PlannedQuery other) {
    return one.sql().equals(other.sql())
        && one.total().equals(other.total())
        && one.refreshKeys().equals(other.refreshKeys())
        && one.transformed().equals(other.transformed())
        && one.memberNames().equals(other.memberNames());
  }

  /** Whether access policies or default filters say what queries may see. */
  public boolean isRestricted() {
    return index.isRestricted();
  }

  /** Whether the access policies let someone ask for a member; its own name is given. */
  public BiPredicate<Cube, String> granted(PlanContext context) {
    Map<String, List<AccessPolicy>> applicable = new HashMap<>();
    return (cube, member) ->
        cube.rules().accessPolicies().isEmpty()
            || applicable
                .computeIfAbsent(
                    cube.name(),
                    name ->
                        cube.rules().accessPolicies().stream()
                            .filter(policy -> AccessRules.applies(policy, context))
                            .toList())
                .stream()
                .anyMatch(policy -> AccessRules.grants(policy, member));
  }

  private Planning planning(ModelIndex from, Query query, PlanContext context) {
    return new Planning(from, dialects, context, new QueryResolver(from).resolve(query));
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
