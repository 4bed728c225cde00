package dev.cuboid.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresPlaceholdersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT $1 → SELECT ? → a
          SELECT $2, $1, $2 → SELECT ?, ?, ? → bab
          SELECT $1 ? $2 → SELECT ? ?? ? → ab
          SELECT $1 WHERE x ?| array[$2] → SELECT ? WHERE x ??| array[?] → ab
          SELECT '$2 ?' || $1 → SELECT '$2 ?' || ? → a
          SELECT 'it''s $2' || $1 → SELECT 'it''s $2' || ? → a
          SELECT E'it\\'s $2' || $1 → SELECT E'it\\'s $2' || ? → a
          SELECT "$2?" || $1 → SELECT "$2?" || ? → a
          SELECT $1 -- $2 ? → SELECT ? -- $2 ? → a
          SELECT /* /* $2 */ ? */ $1 → SELECT /* /* $2 */ ? */ ? → a
          SELECT $$ $2 ? $$ || $1 → SELECT $$ $2 ? $$ || ? → a
          SELECT $q$ $2 $$ $q$ || $1 → SELECT $q$ $2 $$ $q$ || ? → a
          SELECT a$1 || $1 → SELECT a$1 || ? → a
          SELECT ? || ? → SELECT ? || ? → ab
          SELECT '$1' || ? || ? → SELECT '$1' || ? || ? → ab
          """)
  void translatesNumberedPlaceholders(String sql, String jdbc, String parameters) {
    JdbcQuery translated = PostgresPlaceholders.translate(sql, List.of("a", "b"));
    assertThat(translated.sql()).isEqualTo(jdbc);
    assertThat(String.join("", translated.parameters().stream().map(String::valueOf).toList()))
        .isEqualTo(parameters);
  }
}
