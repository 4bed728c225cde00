package dev.cuboid.playground;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaygroundSiteTest {
  private final PlaygroundSite site = PlaygroundSite.create();

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/index.html", "/build", "/some/page"})
  void aPageIsAnsweredWithTheIndexThatIsAskedForAgainEveryTime(String path) {
    SiteFile file = site.find(path).orElseThrow();

    assertThat(text(file)).startsWith("<!doctype html>");
    assertThat(file.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(file.headers())
        .containsEntry("Cache-Control", "no-cache")
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("ETag", file.entityTag())
        .containsEntry("X-Content-Type-Options", "nosniff");
  }

  @Test
  void everyScriptAndStyleOfTheIndexIsThereAndMayBeKeptForEver() {
    List<String> references = references(text(site.index()));

    assertThat(references)
        .anyMatch(path -> path.endsWith(".js"))
        .anyMatch(path -> path.endsWith(".css"));
    assertThat(references)
        .filteredOn(path -> path.startsWith("./assets/"))
        .isNotEmpty()
        .allSatisfy(
            path ->
                assertThat(site.find(path.substring(1)).orElseThrow().headers())
                    .containsEntry("Cache-Control", "public, max-age=31536000, immutable"));
  }

  @Test
  void theIndexHasNoInlineScriptOrStyleWhichItsContentSecurityPolicyWouldBlock() {
    String index = text(site.index());

    assertThat(site.index().headers().get("Content-Security-Policy"))
        .contains("default-src 'self'")
        .doesNotContain("unsafe");
    assertThat(index).doesNotContain("<style").doesNotContain(" style=");
    assertThat(Pattern.compile("<script[^>]*>[^<]").matcher(index).find()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/missing.js",
        "/../PlaygroundSite.class",
        "/assets/../../PlaygroundSite.class",
        "/.hidden.txt",
        "//index.html",
        "/assets\\index.html",
        "/index.html%00.js"
      })
  void whatIsNotAFileOfTheSiteIsNotFound(String path) {
    assertThat(site.find(path)).isEmpty();
  }

  @Test
  void readingTheContentOfAFileDoesNotConsumeIt() {
    SiteFile index = site.index();

    assertThat(text(index)).isEqualTo(text(index));
    assertThat(index.content().remaining()).isEqualTo(index.size());
    assertThat(index.content().isReadOnly()).isTrue();
  }

  private static String text(SiteFile file) {
    return UTF_8.decode(file.content()).toString();
  }

  private static List<String> references(String html) {
    Matcher matcher = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(html);
    List<String> paths = new ArrayList<>();
    while (matcher.find()) {
      paths.add(matcher.group(1));
    }
    return paths;
  }
}
