package dev.cuboid.cognito.pool;

import java.util.Optional;
import java.util.function.IntPredicate;

/** What a password must be made of (<code>PasswordPolicyType</code>). */
public record PasswordPolicy(
    Optional<Integer> minimumLength,
    Optional<Boolean> requireUppercase,
    Optional<Boolean> requireLowercase,
    Optional<Boolean> requireNumbers,
    Optional<Boolean> requireSymbols,
    Optional<Integer> temporaryPasswordValidityDays) {

  private static final String SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";
  private static final int DEFAULT_LENGTH = 8;
  private static final int DEFAULT_TEMPORARY_DAYS = 7;

  /** The policy of a pool that was created without one. */
  public static PasswordPolicy standard() {
    return new PasswordPolicy(
        Optional.of(DEFAULT_LENGTH),
        Optional.of(true),
        Optional.of(true),
        Optional.of(true),
        Optional.of(true),
        Optional.of(DEFAULT_TEMPORARY_DAYS));
  }

  /** How long a temporary password may be used. */
  public int temporaryDays() {
    return temporaryPasswordValidityDays.orElse(DEFAULT_TEMPORARY_DAYS);
  }

  /**
   * Checks a password.
   *
   * @throws CognitoException of type {@code InvalidPasswordException} naming the first broken rule
   */
  public void check(String password) {
    if (password.length() < minimumLength.orElse(DEFAULT_LENGTH)) {
      throw broken("Password not long enough");
    }
    require(requireLowercase, password, Character::isLowerCase, "lowercase");
    require(requireUppercase, password, Character::isUpperCase, "uppercase");
    require(requireNumbers, password, Character::isDigit, "numeric");
    require(requireSymbols, password, c -> SYMBOLS.indexOf(c) >= 0, "symbol");
  }

  private static void require(
      Optional<Boolean> wanted, String password, IntPredicate kind, String name) {
    if (wanted.orElse(false) && password.chars().noneMatch(kind)) {
      throw broken("Password must have " + name + " characters");
    }
  }

  private static CognitoException broken(String rule) {
    return new CognitoException(
        ErrorType.INVALID_PASSWORD, "Password did not conform with policy: " + rule);
  }
}
