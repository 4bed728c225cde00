package dev.cuboid.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing JSON text in UTF-8, kept in segments so that a large result is never copied as a whole.
 * What is beyond the first megabytes is kept deflated: a result of a million rows would take the
 * memory of a thousand ordinary ones. The caller is responsible for the structure (commas,
 * brackets); this class for the tokens. Not thread-safe.
 */
public final class JsonBuffer {

  private static final int FIRST_SEGMENT = 512;
  private static final int LARGEST_SEGMENT = 64 * 1024;
  private static final long PLAIN_BYTES = 16L * 1024 * 1024;
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] NULL = "null".getBytes(UTF_8);
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);

  /** How many digits, at most, a long has, with its sign. */
  private static final int LONGEST_LONG = 20;

  private final List<Segment> filled = new ArrayList<>();
  private final byte[] digits = new byte[LONGEST_LONG];
  private byte[] current = new byte[FIRST_SEGMENT];
  private int position;
  private long plainBytesLeft;

  /** For a whole result. */
  public JsonBuffer() {
    this(1);
  }

  /**
   * For one of several buffers that make up a result.
   *
   * @param buffers how many these are
   */
  JsonBuffer(int buffers) {
    this.plainBytesLeft = PLAIN_BYTES / buffers;
  }

  /** Appends one byte of JSON as it is. */
  public void raw(int singleByte) {
    if (position == current.length) {
      nextSegment();
    }
    current[position++] = (byte) singleByte;
  }

  /** Appends JSON that is already encoded. */
  public void raw(byte[] json) {
    raw(json, 0, json.length);
  }

  /** Appends {@code json[from..to)}, which is already encoded. */
  public void raw(byte[] json, int from, int to) {
    int start = from;
    while (start < to) {
      if (position == current.length) {
        nextSegment();
      }
      int length = Math.min(to - start, current.length - position);
      System.arraycopy(json, start, current, position, length);
      position += length;
      start += length;
    }
  }

  /** Appends a JSON string. */
  public void string(String text) {
    string(text.getBytes(UTF_8));
  }

  /** Appends a JSON string whose text is given in UTF-8. */
  public void string(byte[] text) {
    raw('"');
    escaped(text);
    raw('"');
  }

  /** Appends a JSON string that needs no escapes, such as a number's digits. */
  public void plainString(byte[] text) {
    raw('"');
    raw(text);
    raw('"');
  }

  /** Appends a number's digits, without quotes. */
  public void number(long value) {
    int start = formatDigits(value);
    raw(digits, start, LONGEST_LONG);
  }

  /**
   * Appends a number as a JSON string, as Cube's clients get what may exceed a double's precision.
   */
  public void numberAsString(long value) {
    raw('"');
    number(value);
    raw('"');
  }

  /** Appends {@code value}, which is not negative, with leading zeros up to {@code width}. */
  public void padded(long value, int width) {
    int start = formatDigits(value);
    for (int missing = width - (LONGEST_LONG - start); missing > 0; missing--) {
      raw('0');
    }
    raw(digits, start, LONGEST_LONG);
  }

  /** Appends {@code null}. */
  public void nullValue() {
    raw(NULL);
  }

  /** Appends {@code true} or {@code false}. */
  public void booleanValue(boolean value) {
    raw(value ? TRUE : FALSE);
  }

  /**
   * Appends bytes in the form in which Node.js prints a {@code Buffer}: Cube's clients get binary
   * columns so.
   */
  public void nodeBuffer(byte[] bytes) {
    raw("{\"type\":\"Buffer\",\"data\":[".getBytes(UTF_8));
    for (int index = 0; index < bytes.length; index++) {
      if (index > 0) {
        raw(',');
      }
      number(bytes[index] & 0xff);
    }
    raw(']');
    raw('}');
  }

  /** The text so far. The buffer must not be used afterwards. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>(filled);
    if (position > 0) {
      segments.add(Segment.plain(Arrays.copyOf(current, position)));
    }
    return segments;
  }

  private void escaped(byte[] text) {
    int start = 0;
    for (int index = 0; index < text.length; index++) {
      byte character = text[index];
      // Bytes of multi-byte characters are negative and need no escape.
      if ((character >= ' ' || character < 0) && character != '"' && character != '\\') {
        continue;
      }
      raw(text, start, index);
      start = index + 1;
      escape(character);
    }
    raw(text, start, text.length);
  }

  private void escape(byte character) {
    raw('\\');
    switch (character) {
      case '"', '\\' -> raw(character);
      case '\n' -> raw('n');
      case '\r' -> raw('r');
      case '\t' -> raw('t');
      case '\b' -> raw('b');
      case '\f' -> raw('f');
      default -> {
        raw('u');
        raw('0');
        raw('0');
        raw(HEX[character >> 4]);
        raw(HEX[character & 0xf]);
      }
    }
  }

  /** Writes the digits to the end of {@link #digits} and returns where they start. */
  private int formatDigits(long value) {
    int index = LONGEST_LONG;
    // Negative remainders also hold Long.MIN_VALUE, which has no positive counterpart.
    long rest = value < 0 ? value : -value;
    do {
      digits[--index] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (value < 0) {
      digits[--index] = '-';
    }
    return index;
  }

  private void nextSegment() {
    position = 0;
    if (plainBytesLeft <= 0) {
      filled.add(Segment.deflated(current));
      return;
    }
    filled.add(Segment.plain(current));
    plainBytesLeft -= current.length;
    current = new byte[Math.min(current.length * 2, LARGEST_SEGMENT)];
  }
}
