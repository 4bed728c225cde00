package dev.cuboid.security;

import dev.cuboid.security.TokenExplanation.Check;
import dev.cuboid.security.TokenExplanation.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
  private final IssuerVerifiers issuers;
  private final List<Check> checks = new ArrayList<>();

  TokenExplainer(AuthenticationConfig config, InstantSource clock, IssuerVerifiers issuers) {
    this.config = config;
    this.clock = clock;
    this.issuers = issuers;
  }

  TokenExplanation explain(String text) {
    SignedToken token;
    try {
      token = SignedToken.parse(text.strip());
      checks.add(Check.passed("form", Optional.empty(), Optional.of("a signed JWT")));
    } catch (InvalidTokenException e) {
      checks.add(
          Check.failed(
              "form", Optional.of("a signed JWT"), Optional.of(e.detail()), Advice.form(e.code())));
      return new TokenExplanation(false, checks, Map.of(), Map.of(), Optional.empty());
    }
    if (PlaygroundTokens.isOne(token, config.playgroundSecret())) {
      checks.add(
          Check.passed("signature", Optional.empty(), Optional.of("made by this Playground")));
      expiry(token);
      return explanation(token, () -> PlaygroundTokens.context(token, config));
    }
    IssuerVerifier issuer;
    try {
      issuer = issuers.select(token);
    } catch (InvalidTokenException e) {
      checks.add(
          Check.failed(
              "issuer",
              Optional.of(issuers.names()),
              token.text("iss"),
              "none of the configured providers issues such tokens: take a token of one of them, or"
                  + " add the provider with CUBOID_OIDC_ISSUER"));
      return new TokenExplanation(false, checks, token.header(), token.claims(), Optional.empty());
    }
    algorithmAndSignature(token, issuer);
    issuer(token, issuer);
    tokenUse(token, issuer);
    audience(token, issuer);
    expiry(token);
    subject(token, issuer);
    namespace(token, issuer);
    return explanation(token, () -> issuer.context(token));
  }

  /** Makes the context of a token. */
  @FunctionalInterface
  private interface Reading {
    SecurityContext context() throws InvalidTokenException;
  }

  private TokenExplanation explanation(SignedToken token, Reading reading) {
    boolean accepted = checks.stream().noneMatch(check -> check.outcome() == Outcome.FAILED);
    Optional<SecurityContext> context = Optional.empty();
    if (accepted) {
      try {
        context = Optional.of(reading.context());
      } catch (InvalidTokenException e) {
        accepted = false;
      }
    }
    return new TokenExplanation(accepted, checks, token.header(), token.claims(), context);
  }

  private void algorithmAndSignature(SignedToken token, IssuerVerifier issuer) {
    TokenIssuer rules = issuer.rules();
    Optional<String> expected = Optional.of(String.join(" or ", rules.algorithms()));
    SignatureAlgorithm algorithm;
    try {
      algorithm = issuer.keys().algorithm(token.compact());
      checks.add(Check.passed("algorithm", expected, Optional.of(algorithm.name())));
    } catch (InvalidTokenException e) {
      checks.add(
          Check.failed(
              "algorithm",
              expected,
              Optional.ofNullable(token.header().get("alg")).map(Object::toString),
              Advice.algorithm(token, rules)));
      checks.add(
          Check.skipped("signature", Optional.empty(), "the algorithm is not one that is taken"));
      return;
    }
    Optional<String> source = Optional.of(Advice.signer(rules));
    try {
      issuer.keys().verify(token, algorithm);
      checks.add(Check.passed("signature", source, token.keyId().map(id -> "key " + id)));
    } catch (InvalidTokenException e) {
      checks.add(
          Check.failed(
              "signature", source, Optional.of(e.detail()), Advice.signature(e.code(), rules)));
    }
  }

  private void issuer(SignedToken token, IssuerVerifier issuer) {
    List<String> expected = issuer.rules().issuers();
    if (expected.isEmpty()) {
      checks.add(
          Check.skipped(
              "issuer", token.text("iss"), "CUBEJS_JWT_ISSUER is not set: any issuer is taken"));
      return;
    }
    step(
        "issuer",
        Optional.of(String.join(" or ", expected)),
        token.text("iss"),
        Advice.issuer(token, issuer.rules()),
        () -> issuer.claims().issuer(token));
  }

  private void tokenUse(SignedToken token, IssuerVerifier issuer) {
    List<String> uses = issuer.rules().tokenUses();
    if (uses.isEmpty()) {
      return;
    }
    step(
        "token use",
        Optional.of(String.join(" or ", uses)),
        token.text("token_use"),
        Advice.tokenUse(token),
        () -> issuer.claims().tokenUse(token));
  }

  private void audience(SignedToken token, IssuerVerifier issuer) {
    List<String> expected = issuer.rules().audiences();
    Optional<String> found =
        Optional.of(String.join(", ", ClaimChecks.audiences(token)))
            .filter(text -> !text.isEmpty());
    if (expected.isEmpty()) {
      checks.add(
          Check.skipped(
              "audience",
              found,
              Advice.audienceSetting(issuer.rules())
                  + " is not set: tokens of every app client are taken"));
      return;
    }
    step(
        "audience",
        Optional.of(String.join(" or ", expected)),
        found,
        Advice.audience(token, issuer.rules()),
        () -> issuer.claims().audience(token));
  }

  private void expiry(SignedToken token) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
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
        "sign in again for a new token; if it is new, compare this machine's clock, it says " + now,
        () -> ClaimChecks.times(token, clock.instant()));
  }

  private void subject(SignedToken token, IssuerVerifier issuer) {
    if (issuer.rules().subject().isEmpty()) {
      return;
    }
    step(
        "subject",
        issuer.rules().subject(),
        token.text("sub"),
        "CUBEJS_JWT_SUBJECT names another subject",
        () -> issuer.claims().subject(token));
  }

  private void namespace(SignedToken token, IssuerVerifier issuer) {
    Optional<String> namespace = issuer.rules().claimsNamespace();
    if (namespace.isEmpty()) {
      checks.add(
          Check.skipped(
              "claims namespace",
              Optional.empty(),
              "CUBEJS_JWT_CLAIMS_NAMESPACE is not set: the model sees all claims"));
      return;
    }
    Object claim = token.claims().get(namespace.get());
    Optional<String> found =
        switch (claim) {
          case Map<?, ?> _ -> Optional.of("an object");
          case String _ -> Optional.of("a text, as a V1 trigger delivers it");
          case null -> Optional.empty();
          default -> Optional.of("neither an object nor a text");
        };
    step(
        "claims namespace",
        namespace,
        found,
        Advice.namespace(token, issuer.rules()),
        () -> issuer.contexts().values(token));
  }

  private void step(
      String name, Optional<String> expected, Optional<String> found, String advice, Step step) {
    try {
      step.run();
      checks.add(Check.passed(name, expected, found));
    } catch (InvalidTokenException e) {
      checks.add(Check.failed(name, expected, found.or(() -> Optional.of("nothing")), advice));
    }
  }
}
