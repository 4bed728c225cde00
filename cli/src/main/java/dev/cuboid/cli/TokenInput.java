package dev.cuboid.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A token of the command line: as it stands, or from standard input, where no list of processes
 * shows it.
 */
final class TokenInput {

  /** What stands for standard input. */
  static final String STANDARD_INPUT = "-";

  /** Far above any token that is taken, so that what is too long is said to be. */
  private static final int MOST_BYTES = 1 << 20;

  private TokenInput() {}

  static String read(String argument, InputStream input) throws IOException {
    String text =
        argument.equals(STANDARD_INPUT)
            ? new String(input.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
            : argument;
    String token = text.strip();
    String bearer = "Bearer ";
    return token.startsWith(bearer) ? token.substring(bearer.length()).strip() : token;
  }
}
