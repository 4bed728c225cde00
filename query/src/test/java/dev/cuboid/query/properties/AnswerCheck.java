package dev.cuboid.query.properties;

import dev.cuboid.query.Query;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.plan.TestDatabase;
import dev.cuboid.query.properties.PlainEvaluation.Unanswerable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares a database's answers with those of {@link PlainEvaluation}. */
final class AnswerCheck {

  private final World world;
  private final Optional<List<Integer>> tenants;
  private final ModelSpec visible;

  AnswerCheck(World world, Optional<List<Integer>> tenants) {
    this.world = world;
    this.tenants = tenants;
    this.visible = tenants.map(world.model()::onlyWith).orElse(world.model());
  }

  static Optional<String> problem(Experiment experiment, TestDatabase database) {
    World world = World.of(experiment.model(), database);
    return new AnswerCheck(world, experiment.tenants()).problem(experiment);
  }

  /** What is wrong, if anything, with SQL and both answers. */
  Optional<String> problem(Experiment experiment) {
    return World.queries(experiment.request()).stream()
        .flatMap(query -> problem(query).stream())
        .findFirst();
  }

  private Optional<String> problem(Query query) {
    Query whole = sliced(query, OptionalInt.empty(), OptionalInt.empty());
    Optional<List<List<String>>> expected = expected(whole);
    SqlQuery sql;
    try {
      sql = world.sql(whole, tenants);
    } catch (QueryException e) {
      requireMembers(e);
      return expected.map(rows -> "expected %s\nbut got the error: %s".formatted(rows, e));
    }
    if (expected.isEmpty()) {
      return Optional.of("there is no way to join, but there is SQL:\n" + sql);
    }
    List<List<String>> actual;
    try {
      actual = world.database().rows(sql);
    } catch (IllegalStateException e) {
      return different(sql, expected.get(), e.getMessage());
    }
    if (!sorted(actual).equals(sorted(expected.get()))) {
      return different(sql, sorted(expected.get()), sorted(actual));
    }
    return orderProblem(query, sql, actual).or(() -> sliceProblem(query, actual));
  }

  /** A query for what the model does not have is a mistake of this test. */
  private static void requireMembers(QueryException error) {
    if (error.getMessage().contains("not found for path")) {
      throw error;
    }
  }

  private Optional<List<List<String>>> expected(Query query) {
    try {
      return Optional.of(PlainEvaluation.rows(visible, query));
    } catch (Unanswerable e) {
      return Optional.empty();
    }
  }

  private static Optional<String> different(SqlQuery sql, Object expected, Object actual) {
    return Optional.of(
        "--- SQL\n%s\n--- parameters\n%s\n--- expected\n%s\n--- actual\n%s"
            .formatted(sql.sql(), sql.parameters(), expected, actual));
  }

  private static List<String> sorted(List<List<String>> rows) {
    return rows.stream().map(List::toString).sorted().toList();
  }

  /** The first key of the order; numbers only, for each database has its own rules for texts. */
  private Optional<String> orderProblem(Query query, SqlQuery sql, List<List<String>> rows) {
    if (query.order().isEmpty() || query.ungrouped()) {
      return Optional.empty();
    }
    Query.OrderItem item = query.order().getFirst();
    List<String> names = sql.columns().stream().map(SqlQuery.ResultColumn::member).toList();
    int column = names.indexOf(item.member());
    if (column < 0 || sql.columns().get(column).type() != SqlQuery.ColumnType.NUMBER) {
      return Optional.empty();
    }
    List<BigDecimal> values =
        rows.stream()
            .map(row -> row.get(column))
            .filter(value -> !value.equals("null"))
            .map(BigDecimal::new)
            .toList();
    for (int index = 1; index < values.size(); index++) {
      int order = values.get(index - 1).compareTo(values.get(index));
      if (item.descending() ? order < 0 : order > 0) {
        return different(sql, "an order by " + item, values);
      }
    }
    return Optional.empty();
  }

  /** Limit, offset and total agree with all the rows. */
  private Optional<String> sliceProblem(Query query, List<List<String>> all) {
    SqlQuery sql = world.sql(query, tenants);
    List<List<String>> slice = world.database().rows(sql);
    int first = Math.min(query.offset().orElse(0), all.size());
    int count = Math.min(query.limit().orElseThrow(), all.size() - first);
    if (slice.size() != count || !isPartOf(slice, all)) {
      return different(sql, "%d of %s".formatted(count, all), slice);
    }
    if (query.total() && world.total(query, tenants) != all.size()) {
      return different(sql, "a total of " + all.size(), world.total(query, tenants));
    }
    return Optional.empty();
  }

  private static boolean isPartOf(List<List<String>> slice, List<List<String>> all) {
    List<List<String>> rest = new ArrayList<>(all);
    return slice.stream().allMatch(rest::remove);
  }

  static Query sliced(Query query, OptionalInt limit, OptionalInt offset) {
    return new Query(
        query.measures(),
        query.dimensions(),
        query.timeDimensions(),
        query.filters(),
        query.segments(),
        query.order(),
        limit,
        offset,
        query.total(),
        query.timezone(),
        query.ungrouped(),
        query.joinHints(),
        query.imposed());
  }
}
