package dev.cuboid.server.project;

import dev.cuboid.security.KeySource;
import dev.cuboid.security.TokenIssuer;
import dev.cuboid.server.config.ConfigurationException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads issuers that are described as JSON: a list of objects, each with rules of its own. What is
 * not understood is refused, because a rule that is passed over opens a door.
 */
final class ProviderList {

  private static final Set<String> MEMBERS =
      Set.of(
          "issuer",
          "audience",
          "jwkUrl",
          "userPool",
          "clientId",
          "tokenUse",
          "algorithms",
          "claimsNamespace",
          "groupsClaim");
  private static final Set<String> OF_A_USER_POOL =
      Set.of("userPool", "clientId", "tokenUse", "algorithms", "claimsNamespace", "groupsClaim");
  private static final Set<String> OF_AN_ISSUER =
      Set.of("issuer", "audience", "jwkUrl", "algorithms", "claimsNamespace", "groupsClaim");

  private final String setting;

  private ProviderList(String setting) {
    this.setting = setting;
  }

  /**
   * @param setting names the source in errors
   * @throws ConfigurationException for anything that is not understood
   */
  static List<TokenIssuer> read(String json, String setting) {
    return new ProviderList(setting).issuers(json);
  }

  private List<TokenIssuer> issuers(String json) {
    JsonNode list;
    try {
      list = JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw mistake("it must be a JSON list of objects");
    }
    if (!list.isArray()) {
      throw mistake("it must be a JSON list of objects");
    }
    List<TokenIssuer> issuers = new ArrayList<>();
    for (JsonNode entry : list) {
      issuers.add(issuer(entry));
    }
    return issuers;
  }

  private TokenIssuer issuer(JsonNode entry) {
    if (!entry.isObject()) {
      throw mistake("each entry must be an object");
    }
    boolean userPool = entry.has("userPool");
    Set<String> known = userPool ? OF_A_USER_POOL : OF_AN_ISSUER;
    for (String name : new TreeSet<>(entry.propertyNames())) {
      if (!known.contains(name)) {
        throw mistake(
            MEMBERS.contains(name)
                ? "\"" + name + "\" cannot stand beside " + (userPool ? "userPool" : "issuer")
                : "\"" + name + "\" is not one of " + String.join(", ", new TreeSet<>(known)));
      }
    }
    TokenIssuer issuer = userPool ? userPool(entry) : openId(entry);
    List<String> algorithms = texts(entry, "algorithms");
    issuer = algorithms.isEmpty() ? issuer : issuer.withAlgorithms(algorithms);
    issuer = text(entry, "groupsClaim").map(issuer::withGroupsClaim).orElse(issuer);
    Optional<String> namespace = text(entry, "claimsNamespace");
    return namespace.isPresent()
        ? issuer.withClaimsNamespace(namespace.get(), /* optional= */ false)
        : issuer;
  }

  private TokenIssuer userPool(JsonNode entry) {
    try {
      TokenIssuer issuer =
          TokenIssuer.cognito(required(entry, "userPool"), texts(entry, "clientId"));
      List<String> uses = texts(entry, "tokenUse");
      if (!List.of("id", "access").containsAll(uses)) {
        throw mistake("\"tokenUse\" must be id or access");
      }
      return uses.isEmpty() ? issuer : issuer.withTokenUses(uses);
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private TokenIssuer openId(JsonNode entry) {
    String name = required(entry, "issuer");
    requireAddress("issuer", name);
    List<String> audiences = texts(entry, "audience");
    if (audiences.isEmpty()) {
      throw mistake(
          "\"audience\" is required with "
              + name
              + ": tokens for other applications must not be"
              + " taken");
    }
    TokenIssuer issuer = TokenIssuer.openId(name, audiences);
    Optional<String> keys = text(entry, "jwkUrl");
    return keys.isPresent()
        ? issuer.withKeys(new KeySource.PublishedKeys(requireAddress("jwkUrl", keys.get())))
        : issuer;
  }

  private URI requireAddress(String member, String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw mistake("\"" + member + "\" is no address: " + text);
    }
    throw mistake("\"" + member + "\" must be an address that begins with https://: " + text);
  }

  private String required(JsonNode entry, String member) {
    return text(entry, member)
        .orElseThrow(() -> mistake("each entry must have \"issuer\" or \"userPool\""));
  }

  private Optional<String> text(JsonNode entry, String member) {
    List<String> texts = texts(entry, member);
    if (texts.size() > 1) {
      throw mistake("\"" + member + "\" must be one text");
    }
    return texts.stream().findFirst();
  }

  /** A text, or a list of texts; none where the member is not there. */
  private List<String> texts(JsonNode entry, String member) {
    JsonNode value = entry.path(member);
    if (value.isMissingNode()) {
      return List.of();
    }
    List<JsonNode> items = value.isArray() ? List.copyOf(value.values()) : List.of(value);
    boolean allTexts =
        items.stream().allMatch(item -> item.isString() && !item.asString().isEmpty());
    if (items.isEmpty() || !allTexts) {
      throw mistake("\"" + member + "\" must be a text, or a list of texts");
    }
    return items.stream().map(JsonNode::asString).toList();
  }

  private ConfigurationException mistake(String what) {
    return new ConfigurationException(setting + ": " + what);
  }
}
