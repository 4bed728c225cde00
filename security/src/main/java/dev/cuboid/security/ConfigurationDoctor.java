package dev.cuboid.security;

import dev.cuboid.security.TokenExplanation.Check;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for settings that would make good tokens fail, or bad ones pass. */
final class ConfigurationDoctor {

  /** RFC 7518, 3.2: a key as long as the hash. */
  private static final int LEAST_SECRET_BYTES = 32;

  private final AuthenticationConfig config;
  private final IssuerVerifiers issuers;
  private final ProviderDocuments documents;
  private final List<Check> checks = new ArrayList<>();

  ConfigurationDoctor(
      AuthenticationConfig config, IssuerVerifiers issuers, ProviderDocuments documents) {
    this.config = config;
    this.issuers = issuers;
    this.documents = documents;
  }

  List<Check> examine() {
    for (IssuerVerifier issuer : issuers.all()) {
      keys(issuer);
      algorithms(issuer.rules());
      issuerNames(issuer.rules());
      audiences(issuer.rules());
    }
    namespace();
    return List.copyOf(checks);
  }

  private void keys(IssuerVerifier issuer) {
    if (issuer.rules().keys() instanceof KeySource.SharedSecrets shared) {
      secrets(shared.secrets());
      return;
    }
    String name = "keys of " + issuer.rules().keys().describe();
    Optional<String> expected = Optional.of("at least one usable key");
    try {
      int count = issuer.keys().count().orElse(0);
      Optional<String> found = Optional.of(count + " usable keys");
      checks.add(
          count > 0
              ? Check.passed(name, expected, found)
              : Check.failed(name, expected, found, "is this the address of a key set (JWKS)?"));
    } catch (InvalidTokenException e) {
      checks.add(
          Check.failed(
              name,
              expected,
              Optional.of(e.detail()),
              "check the address, the user pool id, and that this machine can reach it"));
    }
  }

  private void secrets(List<String> secrets) {
    if (secrets.isEmpty()) {
      checks.add(
          Check.failed(
              "secret",
              Optional.of("a key set or a secret"),
              Optional.of("neither"),
              "set CUBEJS_JWK_URL, or CUBEJS_API_SECRET; until then no token is good"));
      return;
    }
    int shortest =
        secrets.stream()
            .mapToInt(secret -> secret.getBytes(StandardCharsets.UTF_8).length)
            .min()
            .orElse(0);
    Optional<String> expected = Optional.of("at least " + LEAST_SECRET_BYTES + " bytes");
    Optional<String> found = Optional.of(shortest + " bytes");
    checks.add(
        shortest >= LEAST_SECRET_BYTES
            ? Check.passed("secret", expected, found)
            : Check.failed(
                "secret",
                expected,
                found,
                "a short secret can be guessed from one token: set CUBEJS_API_SECRET to the output"
                    + " of \"openssl rand -hex 32\""));
  }

  private void algorithms(TokenIssuer rules) {
    Optional<String> found = Optional.of(String.join(", ", rules.algorithms()));
    List<String> unusable =
        rules.algorithms().stream()
            .filter(
                name ->
                    SignatureAlgorithm.of(name)
                        .map(known -> known.isSymmetric() != rules.hasSecrets())
                        .orElse(true))
            .toList();
    checks.add(
        unusable.isEmpty()
            ? Check.passed("algorithms", Optional.empty(), found)
            : Check.failed(
                "algorithms",
                Optional.of(
                    rules.hasSecrets() ? "HS256, HS384 or HS512" : "such as RS256, ES256 or EdDSA"),
                found,
                "take "
                    + String.join(", ", unusable)
                    + " out of CUBEJS_JWT_ALGS: no token can use it with "
                    + rules.keys().describe()));
  }

  private void issuerNames(TokenIssuer rules) {
    Optional<String> derived = issuerOfKeys(rules.keys());
    Optional<String> found =
        Optional.of(String.join(" or ", rules.issuers())).filter(text -> !text.isEmpty());
    if (rules.hasSecrets()) {
      return;
    }
    if (found.isEmpty()) {
      checks.add(
          Check.failed(
              "issuer",
              derived,
              Optional.of("any"),
              "set CUBEJS_JWT_ISSUER" + derived.map(value -> "=" + value).orElse("")));
      return;
    }
    if (derived.isEmpty() || rules.issuers().contains(derived.get())) {
      checks.add(Check.passed("issuer", derived, found));
      if (derived.isEmpty()) {
        discovery(rules);
      }
      return;
    }
    checks.add(
        Check.failed(
            "issuer",
            derived,
            found,
            Advice.issuerMismatch(derived.get(), rules.issuers(), "the keys are those of")));
  }

  /** Each issuer's own word on its name and on where its keys are. */
  private void discovery(TokenIssuer rules) {
    if (!(rules.keys() instanceof KeySource.PublishedKeys(URI keys))) {
      return;
    }
    for (String issuer : rules.issuers()) {
      KeySource.Discovery discovery = new KeySource.Discovery(issuer);
      String name = "discovery of " + issuer;
      Optional<String> expected = Optional.of(keys.toString());
      try {
        URI found = documents.keySetUri(discovery);
        boolean agrees = found.equals(keys);
        checks.add(
            agrees
                ? Check.passed(name, expected, expected)
                : Check.failed(
                    name,
                    expected,
                    Optional.of(found.toString()),
                    "the issuer publishes its keys elsewhere: set CUBEJS_JWK_URL=" + found));
      } catch (ProviderDocuments.OtherIssuerException e) {
        checks.add(
            Check.failed(
                name,
                Optional.of(issuer),
                Optional.of(e.named()),
                Advice.issuerMismatch(e.named(), rules.issuers(), "the provider calls itself")));
      } catch (IOException | IllegalArgumentException e) {
        checks.add(
            Check.skipped(
                name,
                Optional.empty(),
                "the issuer cannot be asked whether these are its keys: " + e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Cognito publishes a pool's keys below the pool's issuer. */
  private static Optional<String> issuerOfKeys(KeySource keys) {
    String suffix = "/.well-known/jwks.json";
    return keys instanceof KeySource.PublishedKeys published
            && published.uri().toString().endsWith(suffix)
        ? Optional.of(published.uri().toString())
            .map(uri -> uri.substring(0, uri.length() - suffix.length()))
            .filter(TokenIssuer::isCognito)
        : Optional.empty();
  }

  private void audiences(TokenIssuer rules) {
    boolean cognito =
        rules.issuers().stream().anyMatch(TokenIssuer::isCognito)
            || issuerOfKeys(rules.keys()).isPresent();
    if (!cognito) {
      return;
    }
    Optional<String> expected = Optional.of("an app client id");
    if (rules.audiences().isEmpty()) {
      checks.add(
          Check.failed(
              "audience",
              expected,
              Optional.of("any"),
              "tokens of every app client of the pool are taken: set CUBEJS_JWT_AUDIENCE to your"
                  + " app client id"));
      return;
    }
    Optional<String> found = Optional.of(String.join(" or ", rules.audiences()));
    boolean url = rules.audiences().stream().anyMatch(audience -> audience.contains("://"));
    checks.add(
        url
            ? Check.failed(
                "audience",
                expected,
                found,
                "the old guide's audience is the application's URL; Cognito's tokens name the app"
                    + " client id: set CUBEJS_JWT_AUDIENCE to it")
            : Check.passed("audience", expected, found));
  }

  private void namespace() {
    if (config.namespaceOptional()) {
      checks.add(
          Check.failed(
              "claims namespace",
              Optional.of("required"),
              Optional.of("optional"),
              "a token without the namespace is taken as an empty context: unset"
                  + " CUBOID_JWT_NAMESPACE"));
    }
  }
}
