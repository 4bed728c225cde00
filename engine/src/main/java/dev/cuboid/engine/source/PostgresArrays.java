package dev.cuboid.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuboid.engine.rows.ColumnEncoder;
import dev.cuboid.engine.rows.JsonBuffer;
import dev.cuboid.engine.source.PostgresEncoders.ValuePrinter;
import java.io.ByteArrayOutputStream;

/**
 * PostgreSQL's array literals ({@code {1,NULL,"a b"}}) as JSON arrays. Elements are printed as
 * node-postgres gives them to Cube, which is not always as the type alone: {@code numeric[]} has
 * numbers.
 *
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array Input and
 *     Output Syntax</a>
 */
final class PostgresArrays {

  private PostgresArrays() {}

  /**
   * @param elementType its name in {@code pg_type}
   */
  static ColumnEncoder encoder(String elementType) {
    ValuePrinter element = element(elementType);
    return (row, column, json) -> {
      byte[] text = row.getBytes(column);
      if (text == null) {
        json.nullValue();
        return;
      }
      new Reader(text, element, json).readArray();
    };
  }

  private static ValuePrinter element(String type) {
    return switch (type) {
      case "int2", "int4", "float4", "float8", "numeric" -> PostgresEncoders::number;
      case "bool" -> PostgresEncoders::booleanOrBits;
      case "json", "jsonb" -> (text, json) -> json.raw(text);
      case "interval" -> PostgresEncoders::interval;
      case "date" -> TimeText::postgresDate;
      case "timestamp", "timestamptz" -> TimeText::postgresTimestamp;
      default -> (text, json) -> json.string(text);
    };
  }

  /** One pass over one literal. */
  private static final class Reader {

    private final byte[] text;
    private final ValuePrinter element;
    private final JsonBuffer json;
    private int position;

    Reader(byte[] text, ValuePrinter element, JsonBuffer json) {
      this.text = text;
      this.element = element;
      this.json = json;
    }

    void readArray() {
      // Bounds that do not start at 1 stand before the elements: [0:1]={a,b}
      while (text[position] != '{') {
        position++;
      }
      position++;
      json.raw('[');
      while (text[position] != '}') {
        readElement();
        if (text[position] == ',') {
          json.raw(',');
          position++;
        }
      }
      position++;
      json.raw(']');
    }

    private void readElement() {
      switch (text[position]) {
        case '{' -> readArray();
        case '"' -> element.print(readQuoted(), json);
        default -> {
          byte[] value = readUnquoted();
          if ("NULL".equals(new String(value, UTF_8))) {
            json.nullValue();
          } else {
            element.print(value, json);
          }
        }
      }
    }

    private byte[] readQuoted() {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      position++;
      while (text[position] != '"') {
        if (text[position] == '\\') {
          position++;
        }
        value.write(text[position++]);
      }
      position++;
      return value.toByteArray();
    }

    private byte[] readUnquoted() {
      int start = position;
      while (text[position] != ',' && text[position] != '}') {
        position++;
      }
      return java.util.Arrays.copyOfRange(text, start, position);
    }
  }
}
