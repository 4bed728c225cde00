package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The hosted pages in the language that {@code lang} names. */
class HostedLanguageTest {

  private static TestPool pool;

  @BeforeAll
  static void start() {
    pool = TestPool.start();
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void theLanguageHoldsFromPageToPage() {
    Browser browser = pool.browser();
    Browser.Page form = browser.get(browser.authorize(request(browser, "de")).location());
    String forgotten = link(form, "Passwort vergessen?");
    Browser.Page asked = browser.submit(browser.get(forgotten), Map.of("username", TestPool.ANN));
    Browser.Page different =
        browser.submit(
            asked, Map.of("code", "1", "new_password", "one", "confirm_password", "other"));

    assertThat(form.body())
        .contains("<html lang=\"de\">", "<title>Anmelden</title>", "weiter zu web", ">Passwort<");
    assertThat(asked.body())
        .contains(
            "<h1>Neues Passwort wählen</h1>",
            "Mindestens 8 Zeichen, mit einem Kleinbuchstaben, einem Großbuchstaben, einer Ziffer,"
                + " einem Sonderzeichen.");
    assertThat(different.body())
        .contains(
            "<title>Fehler: Neues Passwort wählen</title>",
            "Die beiden Passwörter sind verschieden.");
  }

  @Test
  void whatIsNotThereIsEnglish() {
    Browser browser = pool.browser();
    Browser.Page form = browser.get(browser.authorize(request(browser, "ja")).location());

    assertThat(form.body()).contains("<html lang=\"en\">", "<title>Sign in</title>");
  }

  @Test
  void aLanguageChangesNothingOfTheSignIn() {
    Browser browser = pool.browser();
    Browser.Page redirect = browser.signIn(request(browser, "fr"), TestPool.ANN, TestPool.PASSWORD);

    assertThat(redirect.location()).startsWith(TestPool.CALLBACK + "?code=");
    assertThat(redirect.redirectParameter("state")).isEqualTo("the-state");
  }

  private static Map<String, String> request(Browser browser, String language) {
    Map<String, String> parameters = new LinkedHashMap<>(browser.authorizationParameters());
    parameters.put("lang", language);
    return parameters;
  }

  private static String link(Browser.Page page, String text) {
    String before = page.body().substring(0, page.body().indexOf(">" + text));
    String address = before.substring(before.lastIndexOf("href=\"") + 6, before.length() - 1);
    return address.replace("&amp;", "&").replace("&#x3D;", "=");
  }
}
