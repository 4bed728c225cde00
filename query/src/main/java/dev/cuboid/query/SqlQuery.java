package dev.cuboid.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * SQL ready to run. The text never travels without its parameters.
 *
 * @param sql the text, with the dialect's placeholders
 * @param parameters in the order of the placeholders: String, Number, Boolean or null
 * @param columns the result's columns, in order
 * @param dataSource the data source that has the rows
 * @param limit how many rows there are at most; empty where the SQL does not tell
 */
public record SqlQuery(
    String sql,
    List<@Nullable Object> parameters,
    List<ResultColumn> columns,
    String dataSource,
    OptionalInt limit) {

  public SqlQuery {
    // The JDK's smallest list where it can be: cached results keep many of these.
    parameters =
        parameters.stream().allMatch(Objects::nonNull)
            ? List.copyOf(parameters)
            : Collections.unmodifiableList(new ArrayList<>(parameters));
    columns = List.copyOf(columns);
  }

  /** A query with any number of rows. */
  public SqlQuery(
      String sql,
      List<@Nullable Object> parameters,
      List<ResultColumn> columns,
      String dataSource) {
    this(sql, parameters, columns, dataSource, OptionalInt.empty());
  }

  /**
   * Other SQL with the same parameters and columns.
   *
   * @param mostRows how many rows it has at most, where that is known
   */
  public SqlQuery withSql(String other, OptionalInt mostRows) {
    return new SqlQuery(other, parameters, columns, dataSource, mostRows);
  }

  /**
   * A column of the result.
   *
   * @param member the member, {@code Cube.member} or {@code Cube.member.granularity}
   * @param alias its name in the SQL
   * @param type how its values are printed
   */
  public record ResultColumn(String member, String alias, ColumnType type) {}

  /** How the values of a column are printed in an answer. */
  public enum ColumnType {
    STRING,
    NUMBER,
    BOOLEAN,
    TIME
  }
}
