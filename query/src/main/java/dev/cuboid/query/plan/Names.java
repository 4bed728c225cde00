package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import java.util.Locale;

/** Names in SQL, made as Cube makes them. */
final class Names {

  private Names() {}

  /** The alias of a cube. */
  static String alias(Cube cube) {
    return underscored(cube.sqlAlias().orElse(cube.name()));
  }

  /** The alias of a member's column, {@code orders__total_amount}. */
  static String alias(Cube cube, String member) {
    return underscored(cube.sqlAlias().orElse(cube.name()) + "." + member).replace(".", "__");
  }

  static String underscored(String camelCase) {
    StringBuilder text = new StringBuilder(camelCase.length() + 8);
    for (int index = 0; index < camelCase.length(); index++) {
      char character = camelCase.charAt(index);
      if (index > 0 && character >= 'A' && character <= 'Z') {
        text.append('_');
      }
      text.append(character);
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
