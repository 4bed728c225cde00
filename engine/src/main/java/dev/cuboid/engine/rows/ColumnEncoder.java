package dev.cuboid.engine.rows;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Prints the value that a row has in one column, as Cube prints it for this database. */
@FunctionalInterface
public interface ColumnEncoder {

  /**
   * @param row placed on the row to print
   * @param column 1-based
   * @param json where to; exactly one JSON value is appended
   */
  void encode(ResultSet row, int column, JsonBuffer json) throws SQLException;
}
