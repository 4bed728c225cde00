package dev.cuboid.cognito.api;

import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.User;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filter of {@code ListUsers}: one attribute that equals a text, or starts with it ("Searching
 * for and listing users" in the developer guide).
 *
 * @param attribute the attribute; empty when there is no filter
 */
record UserFilter(String attribute, boolean prefix, String value) {

  private static final Pattern SYNTAX =
      Pattern.compile("\\s*([\\w:]+)\\s*(=|\\^=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*");

  private static final Set<String> SEARCHABLE =
      Set.of(
          "username",
          "email",
          "phone_number",
          "name",
          "given_name",
          "family_name",
          "preferred_username",
          "cognito:user_status",
          "status",
          "sub");

  static UserFilter parse(String text) {
    if (text.isBlank()) {
      return new UserFilter("", true, "");
    }
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw CognitoException.invalidParameter("Error while parsing filter: " + text);
    }
    String attribute = matcher.group(1);
    if (!SEARCHABLE.contains(attribute)) {
      throw CognitoException.invalidParameter("Invalid search attribute: " + attribute);
    }
    String value = matcher.group(3).replaceAll("\\\\(.)", "$1");
    return new UserFilter(attribute, matcher.group(2).equals("^="), value);
  }

  boolean matches(User user) {
    if (attribute.isEmpty()) {
      return true;
    }
    String wanted = value.toLowerCase(Locale.ROOT);
    return valueOf(user)
        .map(actual -> actual.toLowerCase(Locale.ROOT))
        .filter(actual -> prefix ? actual.startsWith(wanted) : actual.equals(wanted))
        .isPresent();
  }

  private Optional<String> valueOf(User user) {
    return switch (attribute) {
      case "username" -> Optional.of(user.username());
      case "cognito:user_status" -> Optional.of(user.status().name());
      case "status" -> Optional.of(user.enabled() ? "Enabled" : "Disabled");
      default -> user.attribute(attribute);
    };
  }
}
