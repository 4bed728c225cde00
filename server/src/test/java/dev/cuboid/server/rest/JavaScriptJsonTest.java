package dev.cuboid.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JavaScriptJsonTest {

  /** What {@code JSON.parse} says in Node. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "{\"a\":[1]",
            "Expected ',' or '}' after property value in JSON at position 8 (line 1 column 9)"),
        Arguments.of(
            "{\"a\":1",
            "Expected ',' or '}' after property value in JSON at position 6 (line 1 column 7)"),
        Arguments.of(
            "{\"a\"", "Expected ':' after property name in JSON at position 4 (line 1 column 5)"),
        Arguments.of("{\"a\":", "Unexpected end of JSON input"),
        Arguments.of("{", "Expected property name or '}' in JSON at position 1 (line 1 column 2)"),
        Arguments.of("[", "Unexpected end of JSON input"),
        Arguments.of(
            "[1",
            "Expected ',' or ']' after array element in JSON at position 2 (line 1 column 3)"),
        Arguments.of("[1,", "Unexpected end of JSON input"),
        Arguments.of("[1,]", "Unexpected token ']', \"[1,]\" is not valid JSON"),
        Arguments.of(
            "{\"a\":1,}",
            "Expected double-quoted property name in JSON at position 7 (line 1 column 8)"),
        Arguments.of(
            "{\"a\":1,",
            "Expected double-quoted property name in JSON at position 7 (line 1 column 8)"),
        Arguments.of(
            "{a:1}", "Expected property name or '}' in JSON at position 1 (line 1 column 2)"),
        Arguments.of(
            "{'a':1}", "Expected property name or '}' in JSON at position 1 (line 1 column 2)"),
        Arguments.of("", "Unexpected end of JSON input"),
        Arguments.of("   ", "Unexpected end of JSON input"),
        Arguments.of("abc", "Unexpected token 'a', \"abc\" is not valid JSON"),
        Arguments.of("{\"a\":abc}", "Unexpected token 'a', \"{\"a\":abc}\" is not valid JSON"),
        Arguments.of("nul", "Unexpected end of JSON input"),
        Arguments.of("tru", "Unexpected end of JSON input"),
        Arguments.of("\"abc", "Unterminated string in JSON at position 4 (line 1 column 5)"),
        Arguments.of(
            "\"a\nb\"",
            "Bad control character in string literal in JSON at position 2 (line 1 column 3)"),
        Arguments.of("\"\\x\"", "Bad escaped character in JSON at position 2 (line 1 column 3)"),
        Arguments.of("\"\\u12g4\"", "Bad Unicode escape in JSON at position 5 (line 1 column 6)"),
        Arguments.of("01", "Unexpected number in JSON at position 1 (line 1 column 2)"),
        Arguments.of("-", "No number after minus sign in JSON at position 1 (line 1 column 2)"),
        Arguments.of("-a", "No number after minus sign in JSON at position 1 (line 1 column 2)"),
        Arguments.of(
            "1.", "Unterminated fractional number in JSON at position 2 (line 1 column 3)"),
        Arguments.of(
            "1.a", "Unterminated fractional number in JSON at position 2 (line 1 column 3)"),
        Arguments.of(
            "1e", "Exponent part is missing a number in JSON at position 2 (line 1 column 3)"),
        Arguments.of(
            "1e+", "Exponent part is missing a number in JSON at position 3 (line 1 column 4)"),
        Arguments.of(
            "{\"a\":1}x",
            "Unexpected non-whitespace character after JSON at position 7 (line 1 column 8)"),
        Arguments.of(
            "[1 2]",
            "Expected ',' or ']' after array element in JSON at position 3 (line 1 column 4)"),
        Arguments.of(
            "{\"a\" 1}",
            "Expected ':' after property name in JSON at position 5 (line 1 column 6)"),
        Arguments.of(
            "{\"a\":1 \"b\":2}",
            "Expected ',' or '}' after property value in JSON at position 7 (line 1 column 8)"),
        Arguments.of("{\"query\":", "Unexpected end of JSON input"),
        Arguments.of(
            "{\"query\":{\"measures\":[\"orders.count\",]}}",
            "Unexpected token ']', ...\"rs.count\",]}}\" is not valid JSON"),
        Arguments.of(
            "{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\",abc],\"limit\":10}",
            "Unexpected token 'a', ...\"s.status\",abc],\"limi\"... is not valid JSON"),
        Arguments.of("{\"a\":tru}", "Unexpected token '}', \"{\"a\":tru}\" is not valid JSON"),
        Arguments.of("undefined", "\"undefined\" is not valid JSON"),
        Arguments.of(
            "{\"a\":1}}",
            "Unexpected non-whitespace character after JSON at position 7 (line 1 column 8)"),
        Arguments.of(
            "[1]\n\n ]",
            "Unexpected non-whitespace character after JSON at position 6 (line 3 column 2)"),
        Arguments.of(
            "{\"a\":\n1,\n}",
            "Expected double-quoted property name in JSON at position 9 (line 3 column 1)"),
        Arguments.of("\"\\", "Unexpected end of JSON input"),
        Arguments.of("\"\\u12", "Bad Unicode escape in JSON at position 5 (line 1 column 6)"),
        Arguments.of("NaN", "\"NaN\" is not valid JSON"),
        Arguments.of(
            "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":x}",
            "Unexpected token 'x', ...\"aaaaaaaa\":x}\" is not valid JSON"),
        Arguments.of("{ ", "Expected property name or '}' in JSON at position 2 (line 1 column 3)"),
        Arguments.of(
            "{\"a\":{", "Expected property name or '}' in JSON at position 6 (line 1 column 7)"),
        Arguments.of(
            "{\"a\":{\"b\":1}",
            "Expected ',' or '}' after property value in JSON at position 12 (line 1 column 13)"),
        Arguments.of(
            "true false",
            "Unexpected non-whitespace character after JSON at position 5 (line 1 column 6)"),
        Arguments.of(
            "[{\"a\":1}",
            "Expected ',' or ']' after array element in JSON at position 8 (line 1 column 9)"),
        Arguments.of(
            "1.5.5",
            "Unexpected non-whitespace character after JSON at position 3 (line 1 column 4)"),
        Arguments.of(".5", "Unexpected token '.', \".5\" is not valid JSON"),
        Arguments.of("+1", "Unexpected token '+', \"+1\" is not valid JSON"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsSaidInTheWordsOfV8(String text, String message) {
    assertThat(JavaScriptJson.messageFor(text)).isEqualTo(message);
  }
}
