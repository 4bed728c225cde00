package dev.cuboid.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuboid.engine.rows.ColumnEncoder;
import dev.cuboid.engine.rows.JsonBuffer;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the values of any JDBC driver by their standard types.
 *
 * @param style of the database
 */
record StandardEncoders(ValueStyle style) {

  List<ColumnEncoder> of(ResultSetMetaData columns, List<ColumnType> types) throws SQLException {
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      ColumnType type = column <= types.size() ? types.get(column - 1) : ColumnType.STRING;
      encoders.add(encoder(columns.getColumnType(column), type));
    }
    return encoders;
  }

  private ColumnEncoder encoder(int jdbcType, ColumnType type) {
    boolean asStored = style.timesAsStored() && type != ColumnType.TIME;
    return switch (jdbcType) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER ->
          style.wholeNumbersQuoted()
              ? StandardEncoders::quotedNumber
              : StandardEncoders::plainNumber;
      // As a decimal, which also holds what is unsigned.
      case Types.BIGINT ->
          style.bigNumbersQuoted() ? this::quotedDecimal : StandardEncoders::plainDecimal;
      case Types.NUMERIC, Types.DECIMAL -> this::quotedDecimal;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> this::fraction;
      case Types.BOOLEAN, Types.BIT -> StandardEncoders::booleanValue;
      case Types.DATE -> asStored ? StandardEncoders::text : StandardEncoders::date;
      case Types.TIMESTAMP -> asStored ? StandardEncoders::text : StandardEncoders::timestamp;
      case Types.TIMESTAMP_WITH_TIMEZONE -> StandardEncoders::zonedTimestamp;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          StandardEncoders::bytes;
      default -> type == ColumnType.TIME ? StandardEncoders::timeText : StandardEncoders::text;
    };
  }

  private static void plainNumber(ResultSet row, int column, JsonBuffer json) throws SQLException {
    long value = row.getLong(column);
    if (row.wasNull()) {
      json.nullValue();
      return;
    }
    json.number(value);
  }

  private static void quotedNumber(ResultSet row, int column, JsonBuffer json) throws SQLException {
    long value = row.getLong(column);
    if (row.wasNull()) {
      json.nullValue();
      return;
    }
    json.numberAsString(value);
  }

  private static void plainDecimal(ResultSet row, int column, JsonBuffer json) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    json.raw(value.toPlainString().getBytes(UTF_8));
  }

  private void quotedDecimal(ResultSet row, int column, JsonBuffer json) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    BigDecimal printed = style.decimalsStripped() ? value.stripTrailingZeros() : value;
    json.plainString(printed.toPlainString().getBytes(UTF_8));
  }

  private void fraction(ResultSet row, int column, JsonBuffer json) throws SQLException {
    double value = row.getDouble(column);
    if (row.wasNull()) {
      json.nullValue();
      return;
    }
    byte[] text = JavaScriptNumber.toString(value).getBytes(UTF_8);
    if (style.fractionsQuoted()) {
      json.plainString(text);
    } else if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.nullValue();
    } else {
      json.raw(text);
    }
  }

  private static void booleanValue(ResultSet row, int column, JsonBuffer json) throws SQLException {
    boolean value = row.getBoolean(column);
    if (row.wasNull()) {
      json.nullValue();
      return;
    }
    json.booleanValue(value);
  }

  private static void date(ResultSet row, int column, JsonBuffer json) throws SQLException {
    LocalDate value = row.getObject(column, LocalDate.class);
    if (value == null) {
      json.nullValue();
      return;
    }
    TimeText.dateTime(value.atStartOfDay(), json, false);
  }

  private static void timestamp(ResultSet row, int column, JsonBuffer json) throws SQLException {
    LocalDateTime value = row.getObject(column, LocalDateTime.class);
    if (value == null) {
      json.nullValue();
      return;
    }
    TimeText.dateTime(value, json, false);
  }

  private static void zonedTimestamp(ResultSet row, int column, JsonBuffer json)
      throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    if (value == null) {
      json.nullValue();
      return;
    }
    TimeText.dateTime(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), json, false);
  }

  private static void bytes(ResultSet row, int column, JsonBuffer json) throws SQLException {
    byte[] value = row.getBytes(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    json.nodeBuffer(value);
  }

  private static void timeText(ResultSet row, int column, JsonBuffer json) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    TimeText.text(value, json);
  }

  private static void text(ResultSet row, int column, JsonBuffer json) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      json.nullValue();
      return;
    }
    json.string(value);
  }
}
