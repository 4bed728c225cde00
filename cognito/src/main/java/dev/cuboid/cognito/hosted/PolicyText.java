package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.oauth.AuthorizationRequest;
import dev.cuboid.cognito.pool.PasswordPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The password policy of a pool in words. */
final class PolicyText {

  private static final int DEFAULT_LENGTH = 8;

  private PolicyText() {}

  static String of(AuthorizationRequest request) {
    Texts texts = FormPage.texts(request);
    PasswordPolicy policy = request.pool().settings().passwordPolicy();
    List<String> parts = new ArrayList<>();
    add(parts, policy.requireLowercase(), texts.get("lower_case"));
    add(parts, policy.requireUppercase(), texts.get("upper_case"));
    add(parts, policy.requireNumbers(), texts.get("number"));
    add(parts, policy.requireSymbols(), texts.get("symbol"));
    String length = texts.get("at_least", policy.minimumLength().orElse(DEFAULT_LENGTH));
    return parts.isEmpty()
        ? length + "."
        : length + ", " + texts.get("with") + " " + String.join(", ", parts) + ".";
  }

  private static void add(List<String> parts, Optional<Boolean> wanted, String part) {
    if (wanted.orElse(false)) {
      parts.add(part);
    }
  }
}
