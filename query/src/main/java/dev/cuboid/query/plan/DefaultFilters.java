package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DefaultFilter;
import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Adds the default filters of the views of a query, where it does not filter by itself. */
final class DefaultFilters {

  private final ModelIndex index;
  private final PlanContext context;

  DefaultFilters(ModelIndex index, PlanContext context) {
    this.index = index;
    this.context = context;
  }

  Query added(Query query) {
    Set<String> filtered = new HashSet<>();
    query.filters().forEach(filter -> collect(filter, filtered));
    query.timeDimensions().stream()
        .filter(time -> time.dateRange().isPresent())
        .forEach(time -> filtered.add(time.dimension()));
    List<Filter> filters = new ArrayList<>(query.filters());
    for (String name : cubes(query)) {
      index.model().cube(name).ifPresent(cube -> add(cube, filtered, filters));
    }
    return filters.size() == query.filters().size() ? query : query.withFilters(filters);
  }

  private void add(Cube view, Set<String> filtered, List<Filter> filters) {
    for (DefaultFilter filter : view.rules().defaultFilters()) {
      String member = filter.filter().member().name();
      boolean own =
          filtered.contains(member)
              || filter.unless().stream()
                  .anyMatch(other -> filtered.contains(view.name() + "." + other));
      Optional<FilterOperator> operator = FilterOperator.of(filter.filter().operator());
      if (!own && operator.isPresent()) {
        requireArray(view, filter);
        RequestValues.texts(filter.filter().values(), context.values())
            .ifPresent(
                values ->
                    filters.add(
                        new Filter.Condition(
                            member, operator.get(), RequestValues.dates(operator.get(), values))));
      }
    }
  }

  private void requireArray(Cube view, DefaultFilter filter) {
    filter
        .filter()
        .values()
        .map(values -> values.evaluate(context.values()))
        .filter(value -> !(value instanceof Collection<?>))
        .ifPresent(
            value -> {
              throw QueryErrors.user(
                  "'values' in default value filter for view '%s' must evaluate to an array, got: %s"
                      .formatted(view.name(), RequestValues.typeOf(value)));
            });
  }

  private static Set<String> cubes(Query query) {
    Set<String> cubes = new LinkedHashSet<>();
    Stream.of(query.measures(), query.dimensions(), query.segments())
        .flatMap(List::stream)
        .forEach(name -> cubes.add(cube(name)));
    query.timeDimensions().forEach(time -> cubes.add(cube(time.dimension())));
    return cubes;
  }

  private static String cube(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static void collect(Filter filter, Set<String> members) {
    switch (filter) {
      case Filter.And(List<Filter> filters) -> filters.forEach(each -> collect(each, members));
      case Filter.Or(List<Filter> filters) -> filters.forEach(each -> collect(each, members));
      case Filter.Condition condition -> members.add(condition.member());
    }
  }
}
