package dev.cuboid.query.plan;

import dev.cuboid.model.DimensionType;
import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.sql.SqlExpression.ParameterType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values out of one query's filters. Equal values get the same stand-in, because
 * conditions are compared with each other while a query is planned.
 */
final class QueryShapes {

  /** They bind a value as it is. */
  private static final Set<FilterOperator> OPERATORS =
      EnumSet.of(
          FilterOperator.EQUALS,
          FilterOperator.NOT_EQUALS,
          FilterOperator.IN,
          FilterOperator.NOT_IN,
          FilterOperator.GT,
          FilterOperator.GTE,
          FilterOperator.LT,
          FilterOperator.LTE);

  private final ModelIndex index;
  private final Map<String, String> standIns = new LinkedHashMap<>();

  private QueryShapes(ModelIndex index) {
    this.index = index;
  }

  /** Empty for a query whose plan depends on all of it, or which cannot be planned. */
  static Optional<QueryShape> of(Query query, ModelIndex index) {
    // What filters leave of a switch dimension's values becomes part of the plan.
    return query.filters().isEmpty() || index.hasSwitches()
        ? Optional.empty()
        : new QueryShapes(index).shape(query);
  }

  private Optional<QueryShape> shape(Query query) {
    List<Filter> filters = new ArrayList<>();
    Set<Filter> imposed = new LinkedHashSet<>();
    try {
      for (Filter filter : query.filters()) {
        Filter shaped = shaped(filter);
        filters.add(shaped);
        if (query.imposed().filters().contains(filter)) {
          imposed.add(shaped);
        }
      }
    } catch (QueryException unknownMember) {
      return Optional.empty();
    }
    return standIns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new QueryShape(query.withFilters(filters, imposed), List.copyOf(standIns.keySet())));
  }

  private Filter shaped(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> filters) -> new Filter.And(shaped(filters));
      case Filter.Or(List<Filter> filters) -> new Filter.Or(shaped(filters));
      case Filter.Condition condition ->
          OPERATORS.contains(condition.operator()) && bindsAsItIs(condition.member())
              ? new Filter.Condition(
                  condition.member(), condition.operator(), standIns(condition.values()))
              : condition;
    };
  }

  private List<Filter> shaped(List<Filter> filters) {
    return filters.stream().map(this::shaped).toList();
  }

  /** Texts and numbers: of another value something is made before it is bound. */
  private boolean bindsAsItIs(String member) {
    ResolvedMember found = index.filterable(member);
    return found.isMeasure()
        ? ValueTypes.of(found.measure()) == ParameterType.NUMBER
        : found.dimension().type() == DimensionType.STRING
            || found.dimension().type() == DimensionType.NUMBER;
  }

  private List<@Nullable String> standIns(List<@Nullable String> values) {
    List<@Nullable String> shaped = new ArrayList<>();
    for (@Nullable String value : values) {
      shaped.add(value == null ? null : standIn(value));
    }
    return shaped;
  }

  private String standIn(String value) {
    String known = standIns.get(value);
    if (known != null) {
      return known;
    }
    Optional<String> standIn = StandIns.of(value, standIns.size());
    standIn.ifPresent(found -> standIns.put(value, found));
    return standIn.orElse(value);
  }
}
