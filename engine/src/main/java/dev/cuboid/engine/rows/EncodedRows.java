package dev.cuboid.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The value of {@code data} in an answer: JSON in UTF-8, ready to be sent. Immutable. */
public final class EncodedRows {

  private final List<Segment> segments;
  private final long rowCount;
  private final long length;

  /**
   * @param segments the JSON text
   * @param rowCount how many rows it holds
   */
  public EncodedRows(List<Segment> segments, long rowCount) {
    this.segments = List.copyOf(segments);
    this.rowCount = rowCount;
    this.length = this.segments.stream().mapToLong(Segment::length).sum();
  }

  /** How many rows there are. */
  public long rowCount() {
    return rowCount;
  }

  /** How many bytes the text has. */
  public long length() {
    return length;
  }

  /** How many bytes it takes in memory. */
  public long storedLength() {
    return segments.stream().mapToLong(segment -> segment.stored().length).sum();
  }

  /**
   * Writes the JSON text in pieces; those of a very large result are deflated in memory, and
   * inflated one after the other.
   */
  public void writeTo(OutputStream out) throws IOException {
    for (Segment segment : segments) {
      out.write(segment.text());
    }
  }

  /** The JSON text as a string: for tests and small results. */
  public String toJson() {
    byte[] all = new byte[Math.toIntExact(length)];
    int position = 0;
    for (Segment segment : segments) {
      System.arraycopy(segment.text(), 0, all, position, segment.length());
      position += segment.length();
    }
    return new String(all, UTF_8);
  }
}
