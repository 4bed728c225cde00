package dev.cuboid.cognito.token;

import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.User;
import java.util.List;
import java.util.Map;

/** Which of a user's attributes an ID token carries, and how. */
final class AttributeClaims {

  private final AppClient client;

  AttributeClaims(AppClient client) {
    this.client = client;
  }

  void putAll(Map<String, Object> claims, User user, TokenSession session) {
    user.attributes()
        .forEach(
            (name, value) -> {
              if (client.settings().reads(name) && inScope(name, session)) {
                claims.putIfAbsent(name, claimValue(name, value));
              }
            });
  }

  private static boolean inScope(String attribute, TokenSession session) {
    List<String> scopes = session.hosted() ? session.scopes() : List.of();
    return AttributeScopes.open(attribute, scopes);
  }

  private static Object claimValue(String name, String value) {
    return switch (name) {
      case "email_verified", "phone_number_verified" -> Boolean.valueOf(value);
      case "address" -> Map.of("formatted", value);
      default -> value;
    };
  }
}
