package dev.cuboid.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuboid.engine.rows.JsonBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's lists, structs and maps as JSON. Inside of them small numbers are numbers, as in Cube's
 * driver; a map is a list of its entries, because its keys need not be strings.
 */
final class DuckDbNestedValues {

  private DuckDbNestedValues() {}

  static void encode(ResultSet row, int column, JsonBuffer json) throws SQLException {
    value(row.getObject(column), json);
  }

  private static void value(@Nullable Object value, JsonBuffer json) throws SQLException {
    switch (value) {
      case null -> json.nullValue();
      case Boolean bool -> json.booleanValue(bool);
      case Byte number -> json.number(number);
      case Short number -> json.number(number);
      case Integer number -> json.number(number);
      case Long number -> json.numberAsString(number);
      case BigInteger number -> json.plainString(number.toString().getBytes(UTF_8));
      case Float number -> floating(number, json);
      case Double number -> floating(number, json);
      case BigDecimal number -> json.plainString(DuckDbEncoders.plain(number).getBytes(UTF_8));
      case LocalDate date -> TimeText.dateTime(date.atStartOfDay(), json, true);
      case LocalDateTime time -> TimeText.dateTime(time, json, true);
      case Timestamp time -> TimeText.dateTime(time.toLocalDateTime(), json, true);
      case OffsetDateTime time ->
          TimeText.dateTime(
              time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), json, true);
      case LocalTime time -> json.string(DuckDbEncoders.timeOfDay(time));
      case OffsetTime time -> json.string(DuckDbEncoders.zonedTime(time));
      case Blob blob -> json.nodeBuffer(blob.getBytes(1, Math.toIntExact(blob.length())));
      case Array array -> list((Object[]) array.getArray(), json);
      case DuckDBStruct struct -> struct(struct.getMap(), json);
      case Map<?, ?> map -> entries(map, json);
      case Object other -> json.string(other.toString());
    }
  }

  private static void floating(double number, JsonBuffer json) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      json.nullValue();
      return;
    }
    json.raw(JavaScriptNumber.toString(number).getBytes(UTF_8));
  }

  private static void list(@Nullable Object[] elements, JsonBuffer json) throws SQLException {
    json.raw('[');
    for (int index = 0; index < elements.length; index++) {
      if (index > 0) {
        json.raw(',');
      }
      value(elements[index], json);
    }
    json.raw(']');
  }

  private static void struct(Map<String, Object> fields, JsonBuffer json) throws SQLException {
    json.raw('{');
    boolean first = true;
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      if (!first) {
        json.raw(',');
      }
      first = false;
      json.string(field.getKey());
      json.raw(':');
      value(field.getValue(), json);
    }
    json.raw('}');
  }

  private static void entries(Map<?, ?> map, JsonBuffer json) throws SQLException {
    json.raw('[');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.raw((first ? "{\"key\":" : ",{\"key\":").getBytes(UTF_8));
      first = false;
      value(entry.getKey(), json);
      json.raw(",\"value\":".getBytes(UTF_8));
      value(entry.getValue(), json);
      json.raw('}');
    }
    json.raw(']');
  }
}
