package dev.cuboid.model.raw;

import java.util.Locale;

/** Spelling of keys: models may write {@code sql_table} or {@code sqlTable}. */
public final class Keys {

  private Keys() {}

  /** {@code sub_query} as {@code subQuery}; a name without underscores stays as it is. */
  public static String camelCase(String key) {
    if (key.indexOf('_') < 0) {
      return key;
    }
    StringBuilder result = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '_' && !result.isEmpty()) {
        upper = true;
      } else {
        result.append(upper ? String.valueOf(c).toUpperCase(Locale.ROOT) : String.valueOf(c));
        upper = false;
      }
    }
    return result.toString();
  }

  /** {@code subQuery} as {@code sub_query}. */
  public static String snakeCase(String key) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c >= 'A' && c <= 'Z' && i > 0) {
        result.append('_');
      }
      if (c != '_' || i > 0) {
        result.append(c);
      }
    }
    return result.toString().toLowerCase(Locale.ROOT);
  }
}
