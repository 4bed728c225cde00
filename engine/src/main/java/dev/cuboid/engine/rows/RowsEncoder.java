package dev.cuboid.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuboid.query.ResultShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Prints a whole result in one of the three forms of Cube's answers. */
public final class RowsEncoder {

  private static final byte[] NO_DATASET = "{\"members\":[],\"dataset\":[]}".getBytes(UTF_8);
  private static final byte[] NO_COLUMNS = "{\"members\":[],\"columns\":[]}".getBytes(UTF_8);

  private RowsEncoder() {}

  /**
   * Reads all rows.
   *
   * @param rows placed before the first row
   * @param encoders one per column of {@code rows}
   * @param shape which columns are printed, under which names, in which form
   */
  public static EncodedRows encode(ResultSet rows, List<ColumnEncoder> encoders, ResultShape shape)
      throws SQLException {
    List<Output> outputs =
        shape.outputs().stream().map(output -> Output.of(output, encoders)).toList();
    return switch (shape.format()) {
      case DEFAULT -> objects(rows, outputs);
      case COMPACT -> compact(rows, outputs);
      case COLUMNAR -> columnar(rows, outputs);
    };
  }

  private static EncodedRows objects(ResultSet rows, List<Output> outputs) throws SQLException {
    byte[][] keys = new byte[outputs.size()][];
    for (int index = 0; index < keys.length; index++) {
      JsonBuffer key = new JsonBuffer();
      key.raw(index == 0 ? '{' : ',');
      key.string(outputs.get(index).name());
      key.raw(':');
      keys[index] = joined(key.segments());
    }
    JsonBuffer json = new JsonBuffer();
    long count = 0;
    json.raw('[');
    while (rows.next()) {
      if (count++ > 0) {
        json.raw(',');
      }
      if (keys.length == 0) {
        json.raw('{');
      }
      for (int index = 0; index < keys.length; index++) {
        json.raw(keys[index]);
        outputs.get(index).print(rows, json);
      }
      json.raw('}');
    }
    json.raw(']');
    return new EncodedRows(json.segments(), count);
  }

  private static EncodedRows compact(ResultSet rows, List<Output> outputs) throws SQLException {
    if (!rows.next()) {
      return new EncodedRows(List.of(Segment.plain(NO_DATASET)), 0);
    }
    JsonBuffer json = new JsonBuffer();
    members(outputs, json);
    json.raw(",\"dataset\":[".getBytes(UTF_8));
    long count = 0;
    do {
      if (count++ > 0) {
        json.raw(',');
      }
      json.raw('[');
      for (int index = 0; index < outputs.size(); index++) {
        if (index > 0) {
          json.raw(',');
        }
        outputs.get(index).print(rows, json);
      }
      json.raw(']');
    } while (rows.next());
    json.raw(']');
    json.raw('}');
    return new EncodedRows(json.segments(), count);
  }

  private static EncodedRows columnar(ResultSet rows, List<Output> outputs) throws SQLException {
    if (!rows.next()) {
      return new EncodedRows(List.of(Segment.plain(NO_COLUMNS)), 0);
    }
    List<JsonBuffer> columns = new ArrayList<>();
    for (int index = 0; index < outputs.size(); index++) {
      JsonBuffer column = new JsonBuffer(outputs.size());
      column.raw(index == 0 ? '[' : ',');
      column.raw('[');
      columns.add(column);
    }
    long count = 0;
    do {
      for (int index = 0; index < outputs.size(); index++) {
        JsonBuffer column = columns.get(index);
        if (count > 0) {
          column.raw(',');
        }
        outputs.get(index).print(rows, column);
      }
      count++;
    } while (rows.next());

    JsonBuffer head = new JsonBuffer();
    members(outputs, head);
    head.raw(",\"columns\":".getBytes(UTF_8));
    List<Segment> segments = new ArrayList<>(head.segments());
    for (JsonBuffer column : columns) {
      column.raw(']');
      segments.addAll(column.segments());
    }
    segments.add(Segment.plain((columns.isEmpty() ? "[]}" : "]}").getBytes(UTF_8)));
    return new EncodedRows(segments, count);
  }

  private static void members(List<Output> outputs, JsonBuffer json) {
    json.raw("{\"members\":[".getBytes(UTF_8));
    for (int index = 0; index < outputs.size(); index++) {
      if (index > 0) {
        json.raw(',');
      }
      json.string(outputs.get(index).name());
    }
    json.raw(']');
  }

  private static byte[] joined(List<Segment> segments) {
    return new EncodedRows(segments, 0).toJson().getBytes(UTF_8);
  }

  /** What is printed under one name in every row. */
  private sealed interface Output {

    String name();

    void print(ResultSet row, JsonBuffer json) throws SQLException;

    static Output of(ResultShape.Output output, List<ColumnEncoder> encoders) {
      return switch (output) {
        case ResultShape.Column(String name, int columnIndex) ->
            new Column(name, columnIndex + 1, encoders.get(columnIndex));
        case ResultShape.Constant(String name, String value) -> {
          JsonBuffer text = new JsonBuffer();
          text.string(value);
          yield new Constant(name, joined(text.segments()));
        }
      };
    }
  }

  private record Column(String name, int number, ColumnEncoder encoder) implements Output {

    @Override
    public void print(ResultSet row, JsonBuffer json) throws SQLException {
      encoder.encode(row, number, json);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Constant(String name, byte[] json) implements Output {

    @Override
    public void print(ResultSet row, JsonBuffer buffer) {
      buffer.raw(json);
    }
  }
}
