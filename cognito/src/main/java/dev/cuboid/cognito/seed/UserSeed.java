package dev.cuboid.cognito.seed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A confirmed user who is to be there after the start. A user who is there already stays as they
 * are.
 *
 * @param email the mail address, which is verified
 * @param attributes further attributes, such as {@code custom:company_id}
 */
public record UserSeed(
    String email, String password, Map<String, String> attributes, List<String> groups) {

  public UserSeed {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    groups = List.copyOf(groups);
  }

  /** A user in no group. */
  public static UserSeed of(String email, String password, Map<String, String> attributes) {
    return new UserSeed(email, password, attributes, List.of());
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "UserSeed[" + email + "]";
  }
}
