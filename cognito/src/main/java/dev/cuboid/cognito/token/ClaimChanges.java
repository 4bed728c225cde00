package dev.cuboid.cognito.token;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pre-token-generation trigger wants changed. */
public record ClaimChanges(
    TokenChanges identity, TokenChanges access, Optional<GroupChanges> groups) {

  /** Changes of one token; a claim that is both added and suppressed is suppressed. */
  public record TokenChanges(
      Map<String, Object> claims,
      List<String> suppressedClaims,
      List<String> addedScopes,
      List<String> suppressedScopes) {

    public TokenChanges {
      claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
      suppressedClaims = List.copyOf(suppressedClaims);
      addedScopes = List.copyOf(addedScopes);
      suppressedScopes = List.copyOf(suppressedScopes);
    }

    /** No changes. */
    public static TokenChanges none() {
      return new TokenChanges(Map.of(), List.of(), List.of(), List.of());
    }
  }

  /** Groups and roles in place of the user's own. */
  public record GroupChanges(
      List<String> groups, List<String> roles, Optional<String> preferredRole) {

    public GroupChanges {
      groups = List.copyOf(groups);
      roles = List.copyOf(roles);
    }
  }

  /** No changes. */
  public static ClaimChanges none() {
    return new ClaimChanges(TokenChanges.none(), TokenChanges.none(), Optional.empty());
  }
}
