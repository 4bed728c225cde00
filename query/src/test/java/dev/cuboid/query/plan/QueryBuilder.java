package dev.cuboid.query.plan;

import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query;
import dev.cuboid.query.Query.DateRange;
import dev.cuboid.query.Query.OrderItem;
import dev.cuboid.query.Query.TimeDimension;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes queries for tests. */
final class QueryBuilder {

  private final List<String> measures;
  private final List<String> dimensions = new ArrayList<>();
  private final List<TimeDimension> times = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private final List<String> segments = new ArrayList<>();
  private final List<OrderItem> order = new ArrayList<>();
  private OptionalInt limit = OptionalInt.empty();
  private OptionalInt offset = OptionalInt.empty();
  private ZoneId timezone = ZoneId.of("UTC");
  private boolean ungrouped;

  private QueryBuilder(List<String> measures) {
    this.measures = measures;
  }

  static QueryBuilder measures(String... measures) {
    return new QueryBuilder(List.of(measures));
  }

  QueryBuilder by(String... names) {
    dimensions.addAll(List.of(names));
    return this;
  }

  QueryBuilder per(String granularity, String dimension, String from, String to) {
    times.add(
        new TimeDimension(
            dimension, Optional.of(granularity), Optional.of(new DateRange(from, to))));
    return this;
  }

  QueryBuilder per(String granularity, String dimension) {
    times.add(new TimeDimension(dimension, Optional.of(granularity), Optional.empty()));
    return this;
  }

  QueryBuilder within(String dimension, String from, String to) {
    times.add(new TimeDimension(dimension, Optional.empty(), Optional.of(new DateRange(from, to))));
    return this;
  }

  QueryBuilder where(String member, FilterOperator operator, @Nullable String... values) {
    return where(condition(member, operator, values));
  }

  QueryBuilder where(Filter filter) {
    filters.add(filter);
    return this;
  }

  static Filter.Condition condition(
      String member, FilterOperator operator, @Nullable String... values) {
    return new Filter.Condition(member, operator, Arrays.asList(values));
  }

  QueryBuilder segment(String name) {
    segments.add(name);
    return this;
  }

  QueryBuilder orderBy(String... members) {
    for (String member : members) {
      boolean descending = member.startsWith("-");
      order.add(new OrderItem(descending ? member.substring(1) : member, descending));
    }
    return this;
  }

  QueryBuilder slice(int first, int count) {
    offset = OptionalInt.of(first);
    limit = OptionalInt.of(count);
    return this;
  }

  QueryBuilder in(String zone) {
    timezone = ZoneId.of(zone);
    return this;
  }

  QueryBuilder ungrouped() {
    ungrouped = true;
    return this;
  }

  Query build() {
    return new Query(
        measures,
        dimensions,
        times,
        filters,
        segments,
        order,
        limit,
        offset,
        false,
        timezone,
        ungrouped,
        List.of(),
        Query.Imposed.NONE);
  }
}
