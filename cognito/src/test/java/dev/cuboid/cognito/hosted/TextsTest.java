package dev.cuboid.cognito.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The languages of the hosted pages. */
class TextsTest {

  @ParameterizedTest
  @CsvSource({
    "de,    Anmelden",
    "de-AT, Anmelden",
    "fr,    Se connecter",
    "es-MX, Iniciar sesión",
    "en,    Sign in",
    "ja,    Sign in",
    "'',    Sign in",
    "a b c, Sign in",
  })
  void aTagNamesALanguage(String tag, String signIn) {
    assertThat(Texts.of(tag).get("sign_in")).isEqualTo(signIn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "es", "fr"})
  void everyLanguageHasEveryText(String language) {
    Texts texts = Texts.of(language);

    assertThat(texts.language()).isEqualTo(language);
    assertThat(texts.all().keySet()).isEqualTo(Texts.english().all().keySet());
    assertThat(texts.all().values()).noneMatch(String::isBlank);
  }

  @Test
  void numbersStandInTheirPlaces() {
    assertThat(Texts.of("fr").get("at_least", 12)).isEqualTo("Au moins 12 caractères");
  }
}
