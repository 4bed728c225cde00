package dev.cuboid.model.javascript;

import java.util.Arrays;

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
    int[] starts = new int[16];
    int count = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = end + 1;
    }
    return new LineStarts(Arrays.copyOf(starts, count));
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
