package dev.cuboid.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuboid.engine.rows.ColumnEncoder;
import dev.cuboid.engine.rows.JsonBuffer;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints PostgreSQL's values as node-postgres gives them to Cube: what a double cannot hold exactly
 * ({@code int8}, {@code numeric}) as a string, times without a zone, JSON as JSON.
 *
 * <p>The server is asked for text, not for its binary form. The driver hands out the bytes that
 * came over the wire, and most types are printed from these with no object in between.
 */
final class PostgresEncoders {

  private PostgresEncoders() {}

  /**
   * @param types what the model calls the columns; a column beyond them is a string
   */
  static List<ColumnEncoder> of(ResultSetMetaData columns, List<ColumnType> types)
      throws SQLException {
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      ColumnType type = column <= types.size() ? types.get(column - 1) : ColumnType.STRING;
      encoders.add(encoder(columns, column, type));
    }
    return encoders;
  }

  private static ColumnEncoder encoder(ResultSetMetaData columns, int column, ColumnType type)
      throws SQLException {
    return switch (columns.getColumnType(column)) {
      case Types.SMALLINT, Types.INTEGER, Types.REAL, Types.DOUBLE ->
          nonNull(PostgresEncoders::number);
      case Types.BIGINT, Types.NUMERIC -> nonNull((text, json) -> json.plainString(text));
      case Types.BIT -> nonNull(PostgresEncoders::booleanOrBits);
      case Types.DATE -> nonNull(TimeText::postgresDate);
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> nonNull(TimeText::postgresTimestamp);
      // The driver decodes this type before it hands out the bytes.
      case Types.BINARY -> nonNull((bytes, json) -> json.nodeBuffer(bytes));
      // Only here is the name asked for: for a table's column that costs a query the first time.
      case Types.OTHER, Types.ARRAY, Types.STRUCT ->
          byTypeName(columns.getColumnTypeName(column), type);
      default -> text(type);
    };
  }

  private static ColumnEncoder byTypeName(String name, ColumnType type) {
    if (name.startsWith("_")) {
      return PostgresArrays.encoder(name.substring(1));
    }
    return switch (name) {
      case "json", "jsonb" -> nonNull((text, json) -> json.raw(text));
      case "interval" -> nonNull(PostgresEncoders::interval);
      case "point" -> nonNull(PostgresEncoders::point);
      default -> text(type);
    };
  }

  private static ColumnEncoder text(ColumnType type) {
    if (type == ColumnType.TIME) {
      return nonNull((text, json) -> TimeText.text(new String(text, UTF_8), json));
    }
    return nonNull((text, json) -> json.string(text));
  }

  /** Numbers that a double can hold: NaN and infinity have no JSON form and are printed as null. */
  static void number(byte[] text, JsonBuffer json) {
    if (isNumber(text)) {
      json.raw(text);
      return;
    }
    switch (new String(text, UTF_8)) {
      case "NaN", "Infinity", "-Infinity" -> json.nullValue();
      // The driver calls money a double.
      default -> json.string(text);
    }
  }

  static void booleanOrBits(byte[] text, JsonBuffer json) {
    if (text.length == 1 && (text[0] == 't' || text[0] == 'f')) {
      json.booleanValue(text[0] == 't');
      return;
    }
    json.string(text);
  }

  static void interval(byte[] text, JsonBuffer json) {
    json.raw(PostgresInterval.toJson(new String(text, UTF_8)).getBytes(UTF_8));
  }

  private static void point(byte[] text, JsonBuffer json) {
    String[] coordinates = new String(text, 1, text.length - 2, UTF_8).split(",", 2);
    json.raw("{\"x\":".getBytes(UTF_8));
    number(coordinates[0].getBytes(UTF_8), json);
    json.raw(",\"y\":".getBytes(UTF_8));
    number(coordinates[1].getBytes(UTF_8), json);
    json.raw('}');
  }

  private static boolean isNumber(byte[] text) {
    for (byte character : text) {
      boolean part =
          (character >= '0' && character <= '9')
              || character == '-'
              || character == '+'
              || character == '.'
              || character == 'e';
      if (!part) {
        return false;
      }
    }
    return true;
  }

  private static ColumnEncoder nonNull(ValuePrinter printer) {
    return (ResultSet row, int column, JsonBuffer json) -> {
      byte[] value = row.getBytes(column);
      if (value == null) {
        json.nullValue();
        return;
      }
      printer.print(value, json);
    };
  }

  /** Prints a value that is not null, from the text that the server sent. */
  @FunctionalInterface
  interface ValuePrinter {
    void print(byte[] text, JsonBuffer json);
  }
}
