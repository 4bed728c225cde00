package dev.cuboid.cognito.trigger;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.token.ClaimChanges;
import dev.cuboid.cognito.token.ClaimChanges.GroupChanges;
import dev.cuboid.cognito.token.ClaimChanges.TokenChanges;
import dev.cuboid.cognito.token.ReservedClaims;
import dev.cuboid.cognito.token.TokenUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a pre-token-generation handler answered. */
final class ClaimChangesReader {

  private static final Logger log = LoggerFactory.getLogger(ClaimChangesReader.class);

  private final boolean strict;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  ClaimChangesReader(boolean strict) {
    this.strict = strict;
  }

  ClaimChanges read(EventVersion version, String function, ObjectNode response) {
    return switch (version) {
      case V1 -> firstVersion(function, response);
      case V2, V3 -> laterVersion(function, response);
    };
  }

  private ClaimChanges firstVersion(String function, ObjectNode response) {
    if (response.path("claimsAndScopeOverrideDetails").isObject()) {
      warnOnce(
          function,
          "{} fills 'claimsAndScopeOverrideDetails', which is read from handlers of version 2"
              + " and 3 only; it is ignored, here as on AWS. Name the file"
              + " pre-token-generation.v2.js, or set LambdaVersion V2_0",
          "");
    }
    JsonNode details = response.path("claimsOverrideDetails");
    if (absent(details)) {
      return ClaimChanges.none();
    }
    requireObject(details);
    Map<String, Object> claims = claims(details);
    claims.forEach(
        (name, value) -> {
          if (!(value instanceof String)) {
            acceptOtherThanText(function, name, value);
          }
        });
    TokenChanges identity =
        new TokenChanges(claims, texts(details.path("claimsToSuppress")), List.of(), List.of());
    warnOfReserved(function, TokenUse.ID, claims);
    return new ClaimChanges(identity, TokenChanges.none(), groups(details));
  }

  private ClaimChanges laterVersion(String function, ObjectNode response) {
    if (response.path("claimsOverrideDetails").isObject()) {
      warnOnce(
          function,
          "{} fills 'claimsOverrideDetails', which is read from handlers of version 1 only; it is"
              + " ignored, here as on AWS. Fill 'claimsAndScopeOverrideDetails'",
          "");
    }
    JsonNode details = response.path("claimsAndScopeOverrideDetails");
    if (absent(details)) {
      return ClaimChanges.none();
    }
    requireObject(details);
    TokenChanges identity = tokenChanges(details.path("idTokenGeneration"));
    TokenChanges access = tokenChanges(details.path("accessTokenGeneration"));
    warnOfReserved(function, TokenUse.ID, identity.claims());
    warnOfReserved(function, TokenUse.ACCESS, access.claims());
    return new ClaimChanges(identity, access, groups(details));
  }

  private static TokenChanges tokenChanges(JsonNode details) {
    if (absent(details)) {
      return TokenChanges.none();
    }
    requireObject(details);
    return new TokenChanges(
        claims(details),
        texts(details.path("claimsToSuppress")),
        texts(details.path("scopesToAdd")),
        texts(details.path("scopesToSuppress")));
  }

  /** Cognito's version 1 takes text only, though nothing but a failed sign-in says so. */
  private void acceptOtherThanText(String function, String claim, Object value) {
    String kind = kindOf(value);
    if (strict) {
      log.warn(
          "{} sets the claim {} to {}: version 1 of the event takes text only. Use"
              + " JSON.stringify(…), or a handler of version 2 (claimsAndScopeOverrideDetails)",
          function,
          claim,
          kind);
      throw Triggers.unrecognizable();
    }
    warnOnce(
        function,
        "{} sets the claim {} to "
            + kind
            + ". It is in the token here, but on AWS this sign-in fails with 'Unrecognizable"
            + " lambda output', because version 1 of the event takes text only. Two cures: set the"
            + " claim to JSON.stringify(…), which Cuboid reads as well; or make it a handler of"
            + " version 2 (claimsAndScopeOverrideDetails, LambdaVersion V2_0)",
        claim);
  }

  private void warnOfReserved(String function, TokenUse use, Map<String, Object> claims) {
    for (String claim : claims.keySet()) {
      if (ReservedClaims.contains(use, claim)) {
        warnOnce(
            function,
            "{} sets the claim {}, which Cognito does not let a trigger change in the "
                + use.name().toLowerCase(Locale.ROOT)
                + " token; the change is dropped",
            claim);
      }
    }
  }

  private void warnOnce(String function, String text, String claim) {
    if (warned.add(function + text + claim)) {
      log.warn(text, function, claim);
    }
  }

  private static Optional<GroupChanges> groups(JsonNode details) {
    if (!details.has("groupOverrideDetails")) {
      return Optional.empty();
    }
    JsonNode groups = details.get("groupOverrideDetails");
    String preferred = groups.path("preferredRole").asString("");
    return Optional.of(
        new GroupChanges(
            texts(groups.path("groupsToOverride")),
            texts(groups.path("iamRolesToOverride")),
            preferred.isEmpty() ? Optional.empty() : Optional.of(preferred)));
  }

  private static Map<String, Object> claims(JsonNode details) {
    JsonNode claims = details.path("claimsToAddOrOverride");
    if (absent(claims)) {
      return Map.of();
    }
    requireObject(claims);
    Map<String, Object> plain = Json.plain((ObjectNode) claims);
    // A null value has never been a claim; Cognito answers it like any other broken response.
    if (plain.containsValue(null)) {
      throw Triggers.unrecognizable();
    }
    return plain;
  }

  private static List<String> texts(JsonNode list) {
    if (absent(list)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      if (!list.isArray() || !item.isString()) {
        throw Triggers.unrecognizable();
      }
      texts.add(item.asString());
    }
    return texts;
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static void requireObject(JsonNode node) {
    if (!node.isObject()) {
      throw Triggers.unrecognizable();
    }
  }

  private static String kindOf(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "an object";
      case List<?> _ -> "an array";
      case Number _ -> "a number";
      default -> "a boolean";
    };
  }
}
