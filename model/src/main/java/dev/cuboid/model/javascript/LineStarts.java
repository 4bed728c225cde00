package dev.cuboid.model.javascript;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the lines of a text begin. The parser counts line ends from the beginning of the text for
 * each place that it is asked for.
 */
final class LineStarts {

  private final int[] starts;

  private LineStarts(int[] starts) {
    this.starts = starts;
  }

  static LineStarts of(String text) {
    IntStream.Builder starts = IntStream.builder().add(0);
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      starts.add(end + 1);
    }
    return new LineStarts(starts.build().toArray());
  }

  /** The line of an offset, from 1. */
  int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of an offset, from 1. */
  int column(int offset) {
    return offset - starts[line(offset) - 1] + 1;
  }
}
