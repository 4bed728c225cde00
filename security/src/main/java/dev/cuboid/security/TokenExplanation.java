package dev.cuboid.security;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each check says of a token, for the person who holds it.
 *
 * @param accepted whether the token is good
 * @param checks in the order in which they are made
 * @param header of the token, empty where it cannot be read
 * @param claims of the token, empty where they cannot be read
 * @param context what the data model would see
 */
public record TokenExplanation(
    boolean accepted,
    List<Check> checks,
    Map<String, @Nullable Object> header,
    Map<String, @Nullable Object> claims,
    Optional<SecurityContext> context) {

  public TokenExplanation {
    checks = List.copyOf(checks);
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** What a check came to. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  /**
   * One check.
   *
   * @param name what was checked
   * @param outcome what it came to
   * @param expected what is good, if that can be said
   * @param found what the token has
   * @param advice what to change, for a check that failed; why, for one that was skipped
   */
  public record Check(
      String name,
      Outcome outcome,
      Optional<String> expected,
      Optional<String> found,
      Optional<String> advice) {

    /** A check that found what is good. */
    public static Check passed(String name, Optional<String> expected, Optional<String> found) {
      return new Check(name, Outcome.PASSED, expected, found, Optional.empty());
    }

    /** A check that found something else, and what to change. */
    public static Check failed(
        String name, Optional<String> expected, Optional<String> found, String advice) {
      return new Check(name, Outcome.FAILED, expected, found, Optional.of(advice));
    }

    /** A check that does not apply, or something to know that is no fault. */
    public static Check skipped(String name, Optional<String> found, String why) {
      return new Check(name, Outcome.SKIPPED, Optional.empty(), found, Optional.of(why));
    }
  }

  @Override
  public String toString() {
    return "TokenExplanation[accepted=" + accepted + "]";
  }
}
