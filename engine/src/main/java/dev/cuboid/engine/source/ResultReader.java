package dev.cuboid.engine.source;

import dev.cuboid.engine.rows.ColumnEncoder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Turns an open result into a value. */
@FunctionalInterface
public interface ResultReader<T> {

  /**
   * @param rows placed before the first row
   * @param encoders one per column
   */
  T read(ResultSet rows, List<ColumnEncoder> encoders) throws SQLException;
}
