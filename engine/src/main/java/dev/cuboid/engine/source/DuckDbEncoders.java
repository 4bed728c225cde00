package dev.cuboid.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuboid.engine.rows.ColumnEncoder;
import dev.cuboid.engine.rows.JsonBuffer;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints DuckDB's values as Cube's driver for it gives them: every number as a string, as
 * JavaScript writes it, decimals without trailing zeros; points in time in UTC, with a {@code Z}
 * except where the model calls the column a time.
 */
final class DuckDbEncoders {

  /** Up to here JavaScript prints every digit of a whole number. */
  private static final long LARGEST_EXACT_INTEGER = 1L << 53;

  private static final DateTimeFormatter TIME_OF_DAY =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private DuckDbEncoders() {}

  /**
   * @param types what the model calls the columns; a column beyond them is a string
   */
  static List<ColumnEncoder> of(ResultSetMetaData columns, List<ColumnType> types)
      throws SQLException {
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      ColumnType type = column <= types.size() ? types.get(column - 1) : ColumnType.STRING;
      encoders.add(encoder(columns.getColumnTypeName(column), type));
    }
    return encoders;
  }

  private static ColumnEncoder encoder(String name, ColumnType type) {
    boolean zoned = type != ColumnType.TIME;
    return switch (name) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
          DuckDbEncoders::integer;
      case "FLOAT", "DOUBLE" -> DuckDbEncoders::floating;
      case "BOOLEAN" -> DuckDbEncoders::booleanValue;
      case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" ->
          (row, column, json) -> microseconds(row, column, json, zoned);
      case "DATE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          (row, column, json) -> dateTime(row, column, json, zoned);
      case "VARCHAR" -> type == ColumnType.TIME ? DuckDbEncoders::timeText : DuckDbEncoders::text;
      case "HUGEINT", "UHUGEINT", "UBIGINT", "ENUM", "UUID", "BIT", "JSON" -> DuckDbEncoders::text;
      case "BLOB" -> DuckDbEncoders::blob;
      case "TIME", "TIME WITH TIME ZONE" -> DuckDbEncoders::timeOfDay;
      case "INTERVAL" -> DuckDbEncoders::interval;
      default ->
          name.startsWith("DECIMAL(") && name.endsWith(")")
              ? DuckDbEncoders::decimal
              : DuckDbNestedValues::encode;
    };
  }

  private static void integer(ResultSet row, int column, JsonBuffer json) throws SQLException {
    long value = row.getLong(column);
    if (row.wasNull()) {
      json.nullValue();
      return;
    }
    json.numberAsString(value);
  }

  private static void floating(ResultSet row, int column, JsonBuffer json) throws SQLException {
    double value = row.getDouble(column);
    if (row.wasNull()) {
      json.nullValue();
      return;
    }
    long whole = (long) value;
    if (whole == value && Math.abs(whole) <= LARGEST_EXACT_INTEGER) {
      json.numberAsString(whole);
      return;
    }
    json.plainString(JavaScriptNumber.toString(value).getBytes(UTF_8));
  }

  private static void decimal(ResultSet row, int column, JsonBuffer json) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    json.plainString(plain(value).getBytes(UTF_8));
  }

  static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static void booleanValue(ResultSet row, int column, JsonBuffer json) throws SQLException {
    boolean value = row.getBoolean(column);
    if (row.wasNull()) {
      json.nullValue();
      return;
    }
    json.booleanValue(value);
  }

  private static void microseconds(ResultSet row, int column, JsonBuffer json, boolean zoned)
      throws SQLException {
    long value = row.getLong(column);
    if (row.wasNull()) {
      json.nullValue();
      return;
    }
    TimeText.microseconds(value, json, zoned);
  }

  private static void dateTime(ResultSet row, int column, JsonBuffer json, boolean zoned)
      throws SQLException {
    LocalDateTime value = row.getObject(column, LocalDateTime.class);
    if (value == null) {
      json.nullValue();
      return;
    }
    TimeText.dateTime(value, json, zoned);
  }

  private static void text(ResultSet row, int column, JsonBuffer json) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    json.string(value);
  }

  private static void timeText(ResultSet row, int column, JsonBuffer json) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    TimeText.text(value, json);
  }

  private static void blob(ResultSet row, int column, JsonBuffer json) throws SQLException {
    byte[] value = row.getBytes(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    json.nodeBuffer(value);
  }

  private static void timeOfDay(ResultSet row, int column, JsonBuffer json) throws SQLException {
    switch (row.getObject(column)) {
      case null -> json.nullValue();
      case LocalTime time -> json.string(TIME_OF_DAY.format(time));
      case OffsetTime time -> json.string(zonedTime(time));
      case Object other -> json.string(other.toString());
    }
  }

  static String zonedTime(OffsetTime time) {
    // DuckDB writes +02, and +05:30 only where there are minutes.
    String offset = time.getOffset().getTotalSeconds() == 0 ? "+00" : time.getOffset().getId();
    return TIME_OF_DAY.format(time) + (offset.endsWith(":00") ? offset.substring(0, 3) : offset);
  }

  static String timeOfDay(LocalTime time) {
    return TIME_OF_DAY.format(time);
  }

  private static void interval(ResultSet row, int column, JsonBuffer json) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    json.raw(DuckDbInterval.toJson(value).getBytes(UTF_8));
  }
}
