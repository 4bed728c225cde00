package dev.cuboid.engine.rows;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A piece of a JSON text, as it is or deflated.
 *
 * @param stored must not be changed
 * @param length of the text in bytes
 * @param isDeflated whether {@code stored} is not the text itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Segment(byte[] stored, int length, boolean isDeflated) {

  /** Takes a text as it is. */
  static Segment plain(byte[] text) {
    return new Segment(text, text.length, false);
  }

  /** Deflates a text: rows repeat their names, so little is left of it. */
  static Segment deflated(byte[] text) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(text);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(text.length / 4);
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return new Segment(out.toByteArray(), text.length, true);
    } finally {
      deflater.end();
    }
  }

  /** The text. */
  public byte[] text() {
    return isDeflated ? inflated() : stored;
  }

  private byte[] inflated() {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(stored);
      byte[] text = new byte[length];
      int position = 0;
      while (position < length) {
        position += inflater.inflate(text, position, length - position);
      }
      return text;
    } catch (DataFormatException e) {
      throw new IllegalStateException("a segment in memory is damaged", e);
    } finally {
      inflater.end();
    }
  }
}
