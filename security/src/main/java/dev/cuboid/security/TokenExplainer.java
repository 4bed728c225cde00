package dev.cuboid.security;

import dev.cuboid.security.TokenExplanation.Check;
import dev.cuboid.security.TokenExplanation.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks a token through each check by itself, and says what to change where one fails. */
final class TokenExplainer {

  /** A check that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws InvalidTokenException;
  }

  private final AuthenticationConfig config;
  private final InstantSource clock;
  private final Keys keys;
  private final ClaimChecks claims;
  private final ContextReader contexts;
  private final List<Check> checks = new ArrayList<>();

  TokenExplainer(
      AuthenticationConfig config,
      InstantSource clock,
      Keys keys,
      ClaimChecks claims,
      ContextReader contexts) {
    this.config = config;
    this.clock = clock;
    this.keys = keys;
    this.claims = claims;
    this.contexts = contexts;
  }

  TokenExplanation explain(String text) {
    SignedToken token;
    try {
      token = SignedToken.parse(text.strip());
      checks.add(passed("form", Optional.empty(), Optional.of("a signed JWT")));
    } catch (InvalidTokenException e) {
      checks.add(
          failed(
              "form", Optional.of("a signed JWT"), Optional.of(e.detail()), Advice.form(e.code())));
      return new TokenExplanation(false, checks, Map.of(), Map.of(), Optional.empty());
    }
    Instant now = clock.instant();
    boolean playground = PlaygroundTokens.isOne(token, config.playgroundSecret());
    if (playground) {
      checks.add(passed("signature", Optional.empty(), Optional.of("made by this Playground")));
      expiry(token, now);
      return explanation(token, true);
    }
    algorithmAndSignature(token);
    issuer(token);
    audience(token);
    expiry(token, now);
    if (config.subject().isPresent()) {
      step(
          "subject",
          config.subject(),
          token.text("sub"),
          "CUBEJS_JWT_SUBJECT names another subject",
          () -> claims.subject(token));
    }
    namespace(token);
    return explanation(token, false);
  }

  private TokenExplanation explanation(SignedToken token, boolean playground) {
    boolean accepted = checks.stream().noneMatch(check -> check.outcome() == Outcome.FAILED);
    Optional<SecurityContext> context = Optional.empty();
    if (accepted) {
      try {
        context =
            Optional.of(
                new SecurityContext(
                    playground ? PlaygroundTokens.values(token, config) : contexts.values(token),
                    ContextReader.groups(token),
                    token.text("iss"),
                    Optional.of(ClaimChecks.expiry(token)),
                    playground));
      } catch (InvalidTokenException e) {
        accepted = false;
      }
    }
    return new TokenExplanation(accepted, checks, token.header(), token.claims(), context);
  }

  private void algorithmAndSignature(SignedToken token) {
    Optional<String> expected = Optional.of(String.join(" or ", config.acceptedAlgorithms()));
    SignatureAlgorithm algorithm;
    try {
      algorithm = keys.algorithm(token);
      checks.add(passed("algorithm", expected, Optional.of(algorithm.name())));
    } catch (InvalidTokenException e) {
      checks.add(
          failed(
              "algorithm",
              expected,
              Optional.ofNullable(token.header().get("alg")).map(Object::toString),
              Advice.algorithm(token, config)));
      checks.add(
          new Check(
              "signature", Outcome.SKIPPED, Optional.empty(), Optional.empty(), Optional.empty()));
      return;
    }
    Optional<String> keySet = config.jwkUrl().map(uri -> "a key of " + uri);
    try {
      keys.verify(token, algorithm);
      checks.add(passed("signature", keySet, token.keyId().map(id -> "key " + id)));
    } catch (InvalidTokenException e) {
      checks.add(failed("signature", keySet, Optional.of(e.detail()), Advice.signature(e.code())));
    }
  }

  private void issuer(SignedToken token) {
    if (config.issuers().isEmpty()) {
      checks.add(
          skipped(
              "issuer", token.text("iss"), "CUBEJS_JWT_ISSUER is not set: any issuer is taken"));
      return;
    }
    step(
        "issuer",
        Optional.of(String.join(" or ", config.issuers())),
        token.text("iss"),
        Advice.issuer(token, config),
        () -> claims.issuer(token));
  }

  private void audience(SignedToken token) {
    Optional<String> found =
        Optional.of(String.join(", ", ClaimChecks.texts(token.claims().get("aud"))))
            .filter(text -> !text.isEmpty());
    if (config.audience().isEmpty()) {
      checks.add(
          skipped(
              "audience",
              found,
              "CUBEJS_JWT_AUDIENCE is not set: tokens of every app client are taken"));
      return;
    }
    step(
        "audience", config.audience(), found, Advice.audience(token), () -> claims.audience(token));
  }

  private void expiry(SignedToken token, Instant now) {
    Optional<String> found;
    try {
      found = Optional.of(ClaimChecks.expiry(token).toString());
    } catch (InvalidTokenException e) {
      found = Optional.empty();
    }
    step(
        "expiry",
        Optional.of("after " + now),
        found,
        "sign in again for a new token",
        () -> claims.times(token, now));
  }

  private void namespace(SignedToken token) {
    if (config.claimsNamespace().isEmpty()) {
      checks.add(
          skipped(
              "claims namespace",
              Optional.empty(),
              "CUBEJS_JWT_CLAIMS_NAMESPACE is not set: the model sees all claims"));
      return;
    }
    Object claim = token.claims().get(config.claimsNamespace().get());
    Optional<String> found =
        switch (claim) {
          case Map<?, ?> _ -> Optional.of("an object");
          case String _ -> Optional.of("a text");
          case null -> Optional.empty();
          default -> Optional.of("neither an object nor a text");
        };
    step(
        "claims namespace",
        config.claimsNamespace(),
        found,
        Advice.namespace(token, config),
        () -> contexts.values(token));
  }

  private void step(
      String name, Optional<String> expected, Optional<String> found, String advice, Step step) {
    try {
      step.run();
      checks.add(passed(name, expected, found));
    } catch (InvalidTokenException e) {
      checks.add(failed(name, expected, found.or(() -> Optional.of("nothing")), advice));
    }
  }

  private static Check passed(String name, Optional<String> expected, Optional<String> found) {
    return new Check(name, Outcome.PASSED, expected, found, Optional.empty());
  }

  private static Check failed(
      String name, Optional<String> expected, Optional<String> found, String advice) {
    return new Check(name, Outcome.FAILED, expected, found, Optional.of(advice));
  }

  private static Check skipped(String name, Optional<String> found, String why) {
    return new Check(name, Outcome.SKIPPED, Optional.empty(), found, Optional.of(why));
  }
}
