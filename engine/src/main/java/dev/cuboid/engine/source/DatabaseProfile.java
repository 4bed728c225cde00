package dev.cuboid.engine.source;

import dev.cuboid.engine.rows.ColumnEncoder;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is particular to one kind of database. Stateless. */
@FunctionalInterface
interface DatabaseProfile {

  /** The query with the placeholders that the driver understands. */
  default JdbcQuery jdbc(SqlQuery query) {
    return new JdbcQuery(query.sql(), query.parameters());
  }

  /** Sets the values of the placeholders. */
  default void bind(PreparedStatement statement, List<@Nullable Object> parameters)
      throws SQLException {
    for (int index = 0; index < parameters.size(); index++) {
      statement.setObject(index + 1, parameters.get(index));
    }
  }

  /**
   * Says how values are printed.
   *
   * @param types what the model calls the columns; a column beyond them is a string
   * @return one per column
   */
  List<ColumnEncoder> encoders(ResultSetMetaData columns, List<ColumnType> types)
      throws SQLException;

  /**
   * Prepares the reading of a large result in pieces, where that is not what a driver does anyway.
   */
  default void readInPieces(PreparedStatement statement) throws SQLException {}

  /** A query that reads no table, to see whether the database answers. */
  default String probe() {
    return "SELECT 1";
  }

  /** What the client is told of an error. */
  default String message(SQLException exception) {
    String message = exception.getMessage();
    return message == null ? exception.toString() : message;
  }
}
