package dev.cuboid.model.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineStartsTest {

  @Test
  void eachCharacterHasItsLineAndColumn() {
    String text = "ab\n\nc\r\nd" + "\n".repeat(40) + "e";
    LineStarts lines = LineStarts.of(text);

    List<List<Integer>> found = new ArrayList<>();
    List<List<Integer>> counted = new ArrayList<>();
    int line = 1;
    int column = 1;
    for (int offset = 0; offset < text.length(); offset++) {
      found.add(List.of(lines.line(offset), lines.column(offset)));
      counted.add(List.of(line, column));
      boolean ends = text.charAt(offset) == '\n';
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }

    assertThat(found).isEqualTo(counted);
  }

  @Test
  void theEndOfTheTextIsInItsLastLine() {
    LineStarts lines = LineStarts.of("a\nbc");

    assertThat(List.of(lines.line(4), lines.column(4))).isEqualTo(List.of(2, 3));
  }
}
