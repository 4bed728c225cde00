package dev.cuboid.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DotEnvTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("NAME=value", "value"),
        Arguments.of("export NAME=value", "value"),
        Arguments.of("  NAME = value  ", "value"),
        Arguments.of("NAME: value", "value"),
        Arguments.of("NAME=", ""),
        Arguments.of("NAME=''", ""),
        Arguments.of("NAME=two words", "two words"),
        Arguments.of("NAME=value # a comment", "value"),
        Arguments.of("NAME=value#comment", "value"),
        Arguments.of("NAME='a # b'", "a # b"),
        Arguments.of("NAME=\"a # b\" # comment", "a # b"),
        Arguments.of("NAME=`a 'b' \"c\"`", "a 'b' \"c\""),
        Arguments.of("NAME='  kept  '", "  kept  "),
        Arguments.of("NAME=\"one\\ntwo\"", "one\ntwo"),
        Arguments.of("NAME='one\\ntwo'", "one\\ntwo"),
        Arguments.of("NAME=one\\ntwo", "one\\ntwo"),
        Arguments.of("NAME=\"one\ntwo\"", "one\ntwo"),
        Arguments.of("NAME={\"a\": \"b\"}", "{\"a\": \"b\"}"),
        Arguments.of("NAME=a=b=c", "a=b=c"),
        Arguments.of("NAME=https://example.com/?a=b&c", "https://example.com/?a=b&c"),
        Arguments.of("NAME='unclosed", "'unclosed"),
        Arguments.of("NAME=first\r\nOTHER=second\r\n", "first"),
        Arguments.of("NAME=first\nNAME=second", "second"),
        Arguments.of("\uFEFFNAME=value", "value"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineIsReadAsDotenvReadsIt(String text, String value) {
    assertThat(DotEnv.parse(text)).containsEntry("NAME", value);
  }

  @Test
  void commentsAndOtherLinesAreLeftOut() {
    String text =
        """
        # NAME=comment

        ONE=1
        this is no variable
        TWO='2' # the second
        """;

    assertThat(DotEnv.parse(text)).isEqualTo(Map.of("ONE", "1", "TWO", "2"));
  }
}
