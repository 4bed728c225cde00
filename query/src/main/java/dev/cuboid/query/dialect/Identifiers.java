package dev.cuboid.query.dialect;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Keeps names within what a database allows. */
final class Identifiers {

  private static final int LENGTH_OF_THE_MARK = 9;

  private Identifiers() {}

  /**
   * The same name if it is short enough. Otherwise its beginning and a checksum of all of it, so
   * that two long names that begin alike stay apart.
   *
   * @param longest in bytes of UTF-8
   */
  static String shortened(String identifier, int longest) {
    byte[] bytes = identifier.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= longest) {
      return identifier;
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    int end = longest - LENGTH_OF_THE_MARK;
    while (isContinuation(bytes[end])) {
      end--;
    }
    String beginning = new String(bytes, 0, end, StandardCharsets.UTF_8);
    return "%s_%08x".formatted(beginning, checksum.getValue());
  }

  private static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }
}
