package dev.cuboid.query.plan;

import dev.cuboid.query.SqlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL to which other values can be bound.
 *
 * @param sql with stand-ins among its parameters
 * @param numbers for each parameter which value it is, or -1 for one that stays
 */
record SqlPattern(SqlQuery sql, List<Integer> numbers) {

  /** Empty where the stand-ins are anywhere else than among the parameters, as they are. */
  static Optional<SqlPattern> of(SqlQuery sql) {
    if (StandIns.areIn(sql.sql())) {
      return Optional.empty();
    }
    List<Integer> numbers = new ArrayList<>();
    for (@Nullable Object parameter : sql.parameters()) {
      int number = StandIns.numberOf(parameter);
      if (number < 0 && parameter != null && StandIns.areIn(parameter.toString())) {
        return Optional.empty();
      }
      numbers.add(number);
    }
    return Optional.of(new SqlPattern(sql, List.copyOf(numbers)));
  }

  SqlQuery with(List<String> values) {
    List<@Nullable Object> parameters = new ArrayList<>(sql.parameters());
    for (int index = 0; index < parameters.size(); index++) {
      int number = numbers.get(index);
      if (number >= 0) {
        parameters.set(index, values.get(number));
      }
    }
    return new SqlQuery(sql.sql(), parameters, sql.columns(), sql.dataSource(), sql.limit());
  }
}
