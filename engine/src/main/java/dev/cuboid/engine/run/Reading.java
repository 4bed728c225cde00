package dev.cuboid.engine.run;

import dev.cuboid.engine.rows.ColumnEncoder;
import dev.cuboid.engine.rows.EncodedRows;
import dev.cuboid.engine.rows.JsonBuffer;
import dev.cuboid.engine.rows.RowsEncoder;
import dev.cuboid.query.ResultShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What is read of a result. */
public sealed interface Reading {

  /** Reads it, as JSON. */
  EncodedRows read(ResultSet rows, List<ColumnEncoder> encoders) throws SQLException;

  /** All rows, printed for a client. */
  record Rows(ResultShape shape) implements Reading {

    @Override
    public EncodedRows read(ResultSet rows, List<ColumnEncoder> encoders) throws SQLException {
      return RowsEncoder.encode(rows, encoders, shape);
    }
  }

  /** The first row's first column, a whole number. */
  record Count() implements Reading {

    @Override
    public EncodedRows read(ResultSet rows, List<ColumnEncoder> encoders) throws SQLException {
      JsonBuffer json = new JsonBuffer();
      json.number(rows.next() ? rows.getLong(1) : 0);
      return new EncodedRows(json.segments(), 1);
    }
  }

  /** The first row: the value of a refresh key. */
  record FirstRow() implements Reading {

    @Override
    public EncodedRows read(ResultSet rows, List<ColumnEncoder> encoders) throws SQLException {
      JsonBuffer json = new JsonBuffer();
      json.raw('[');
      if (rows.next()) {
        for (int index = 0; index < encoders.size(); index++) {
          if (index > 0) {
            json.raw(',');
          }
          encoders.get(index).encode(rows, index + 1, json);
        }
      }
      json.raw(']');
      return new EncodedRows(json.segments(), 1);
    }
  }
}
