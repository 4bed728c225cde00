package dev.cuboid.model.yaml;

import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML's core schema, with a short way for words. Nearly all scalars of a model are words, and the
 * library tries several regular expressions on each, which costs most when a server has just
 * started.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2, 10.3</a>
 */
final class WordSchema extends CoreSchema {

  /** The words that are something else than text. */
  private static final Set<String> CONSTANTS =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL");

  private final ScalarResolver core = super.getScalarResolver();

  @Override
  public ScalarResolver getScalarResolver() {
    return (value, implicit) -> implicit && isWord(value) ? Tag.STR : core.resolve(value, implicit);
  }

  private static boolean isWord(String value) {
    return !value.isEmpty() && isLetter(value.charAt(0)) && !CONSTANTS.contains(value);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
