package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.pool.PasswordPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A password policy in words. */
final class PolicyText {

  private static final int DEFAULT_LENGTH = 8;

  private PolicyText() {}

  static String of(PasswordPolicy policy) {
    List<String> parts = new ArrayList<>();
    add(parts, policy.requireLowercase(), "a lower-case letter");
    add(parts, policy.requireUppercase(), "an upper-case letter");
    add(parts, policy.requireNumbers(), "a number");
    add(parts, policy.requireSymbols(), "a symbol");
    String length = "At least " + policy.minimumLength().orElse(DEFAULT_LENGTH) + " characters";
    return parts.isEmpty() ? length + "." : length + ", with " + String.join(", ", parts) + ".";
  }

  private static void add(List<String> parts, Optional<Boolean> wanted, String part) {
    if (wanted.orElse(false)) {
      parts.add(part);
    }
  }
}
