package dev.cuboid.cognito.hosted;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the pages say, in the language that the parameter {@code lang} of a request for
 * authorization names; English where it names none that is here. What the API says of a mistake is
 * English, as Amazon Cognito's is.
 *
 * @param language as HTML names it
 * @param all the texts by their names
 */
record Texts(String language, Map<String, String> all) {

  private static final String BUNDLE = Texts.class.getPackageName() + ".texts";
  private static final Control NO_FALLBACK =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
  private static final Texts ENGLISH = read("en");
  private static final Map<String, Texts> OTHERS =
      Map.of("de", read("de"), "es", read("es"), "fr", read("fr"));

  Texts {
    all = Map.copyOf(all);
  }

  static Texts english() {
    return ENGLISH;
  }

  /**
   * The texts of a language.
   *
   * @param tag such as {@code de} or {@code fr-CA}
   */
  static Texts of(String tag) {
    return OTHERS.getOrDefault(Locale.forLanguageTag(tag).getLanguage(), ENGLISH);
  }

  String get(String name) {
    String text = all.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no text is named " + name);
    }
    return text;
  }

  /** A text with a number in it. */
  String get(String name, int number) {
    return new MessageFormat(get(name), Locale.forLanguageTag(language))
        .format(new Object[] {number});
  }

  private static Texts read(String language) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(BUNDLE, Locale.forLanguageTag(language), NO_FALLBACK);
    Map<String, String> texts = new TreeMap<>();
    Stream<String> names = bundle.keySet().stream();
    names.forEach(name -> texts.put(name, bundle.getString(name)));
    return new Texts(language, texts);
  }
}
