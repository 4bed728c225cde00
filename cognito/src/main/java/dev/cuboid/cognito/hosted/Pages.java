package dev.cuboid.cognito.hosted;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.http.WebResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renders the HTML templates beside this class. Every value is escaped; pages carry a content
 * security policy under which nothing runs and nothing is loaded. Thread-safe.
 */
final class Pages {

  private final Map<String, Template> templates = new ConcurrentHashMap<>();
  private final Mustache.Compiler compiler =
      Mustache.compiler()
          .escapeHTML(true)
          .defaultValue("")
          .emptyStringIsFalse(true)
          .withLoader(name -> new StringReader(resource(name + ".html")));
  private final String style = resource("style.css");
  private final String policy;

  Pages() {
    String hash = Base64.getEncoder().encodeToString(Digests.sha256(style));
    this.policy =
        "default-src 'none'; style-src 'sha256-"
            + hash
            + "'; base-uri 'none'; frame-ancestors 'none'";
  }

  /** A page for developers, which is English. */
  WebResponse page(int status, String template, Map<String, Object> values) {
    return page(status, template, Texts.english(), values);
  }

  /** A page of a template with its values, in the language of the texts. */
  WebResponse page(int status, String template, Texts texts, Map<String, Object> values) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("t", texts.all());
    all.put("lang", texts.language());
    all.put("style", style);
    String html =
        templates
            .computeIfAbsent(template, name -> compiler.compile(resource(name + ".html")))
            .execute(all);
    return WebResponse.of(status, "text/html;charset=UTF-8", html)
        .with("Content-Security-Policy", policy)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .with("X-Frame-Options", "DENY")
        .uncached();
  }

  private static String resource(String name) {
    try (InputStream stream = Pages.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the template " + name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the template " + name + " cannot be read", e);
    }
  }
}
