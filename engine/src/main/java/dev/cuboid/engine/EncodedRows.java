package dev.cuboid.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The value of {@code data} in an answer: JSON in UTF-8, ready to be sent. The segments are shared
 * with the result cache and must not be changed.
 */
public final class EncodedRows {

  private final List<byte[]> segments;
  private final long rowCount;
  private final long length;

  /**
   * @param segments the JSON text; not copied
   * @param rowCount how many rows it holds
   */
  public EncodedRows(List<byte[]> segments, long rowCount) {
    this.segments = List.copyOf(segments);
    this.rowCount = rowCount;
    this.length = this.segments.stream().mapToLong(segment -> segment.length).sum();
  }

  /** The JSON text in pieces, in order. */
  public List<byte[]> segments() {
    return segments;
  }

  /** How many rows there are. */
  public long rowCount() {
    return rowCount;
  }

  /** How many bytes there are. */
  public long length() {
    return length;
  }

  /** Writes the JSON text. */
  public void writeTo(OutputStream out) throws IOException {
    for (byte[] segment : segments) {
      out.write(segment);
    }
  }

  /** The JSON text as a string: for tests and small results. */
  public String toJson() {
    byte[] all = new byte[Math.toIntExact(length)];
    int position = 0;
    for (byte[] segment : segments) {
      System.arraycopy(segment, 0, all, position, segment.length);
      position += segment.length;
    }
    return new String(all, UTF_8);
  }
}
