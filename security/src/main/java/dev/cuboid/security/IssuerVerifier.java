package dev.cuboid.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** All that is needed to judge the tokens of one issuer. */
record IssuerVerifier(TokenIssuer rules, Keys keys, ClaimChecks claims, ContextReader contexts)
    implements AutoCloseable {

  static IssuerVerifier start(TokenIssuer rules, InstantSource clock, ProviderAccess access) {
    return new IssuerVerifier(
        rules, new Keys(rules, clock, access), new ClaimChecks(rules), new ContextReader(rules));
  }

  /** Who asks with a token that passes every check. */
  SecurityContext verify(SignedToken token, Instant now) throws InvalidTokenException {
    keys.verify(token, keys.algorithm(token.compact()));
    ClaimChecks.times(token, now);
    claims.issuer(token);
    claims.tokenUse(token);
    claims.audience(token);
    claims.subject(token);
    return context(token);
  }

  /** The context that a token carries; whether to believe it is another question. */
  SecurityContext context(SignedToken token) throws InvalidTokenException {
    return new SecurityContext(
        contexts.values(token),
        contexts.groups(token),
        token.text("iss"),
        Optional.of(ClaimChecks.expiry(token)),
        /* signedByPlayground= */ false);
  }

  @Override
  public void close() {
    keys.close();
  }
}
