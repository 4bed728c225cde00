package dev.cuboid.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a token is good, and who asks with it: the one door for all ways in. It fails
 * closed: whatever is not understood is refused. Thread-safe; it may block while keys are fetched.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, best practices for JWT</a>
 */
public final class Authenticator implements AutoCloseable {

  private final AuthenticationConfig config;
  private final InstantSource clock;
  private final Keys keys;
  private final ClaimChecks claims;
  private final ContextReader contexts;
  private final VerifiedTokens verified = new VerifiedTokens();

  private Authenticator(AuthenticationConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.keys = new Keys(config, clock);
    this.claims = new ClaimChecks(config);
    this.contexts = new ContextReader(config);
  }

  /** Begins to fetch the provider's keys in the background, if there is a provider. */
  public static Authenticator create(AuthenticationConfig config, InstantSource clock) {
    return new Authenticator(config, clock);
  }

  /**
   * @param token as the request carries it, without {@code Bearer}
   */
  public AuthenticationResult authenticate(Optional<String> token) {
    if (token.isEmpty()) {
      return config.developmentMode()
          ? new AuthenticationResult.Anonymous()
          : new AuthenticationResult.Rejected(Rejection.missing());
    }
    return authenticate(token.get());
  }

  /** Explains what each check says of a token. */
  public TokenExplanation explain(String token) {
    return new TokenExplainer(config, clock, keys, claims, contexts).explain(token);
  }

  /** What tokens are expected, for people. */
  public AuthenticationConfig config() {
    return config;
  }

  private AuthenticationResult authenticate(String token) {
    Instant now = clock.instant();
    Optional<SecurityContext> known = verified.find(token, now, keys.generation());
    if (known.isPresent()) {
      return new AuthenticationResult.Authenticated(known.get());
    }
    Optional<SignedToken> parsed = Optional.empty();
    try {
      SignedToken signed = SignedToken.parse(token);
      parsed = Optional.of(signed);
      Optional<SecurityContext> playground = playgroundContext(signed, now);
      if (playground.isPresent()) {
        return new AuthenticationResult.Authenticated(playground.get());
      }
      SignatureAlgorithm algorithm = keys.algorithm(signed);
      long generation = keys.verify(signed, algorithm);
      claims.times(signed, now);
      claims.issuer(signed);
      claims.audience(signed);
      claims.subject(signed);
      SecurityContext context = context(signed, contexts.values(signed), false);
      verified.remember(token, context, now, generation);
      return new AuthenticationResult.Authenticated(context);
    } catch (InvalidTokenException e) {
      return new AuthenticationResult.Rejected(rejection(e, parsed));
    }
  }

  /** The context of a token that the Playground signed; empty for any other token. */
  private Optional<SecurityContext> playgroundContext(SignedToken token, Instant now)
      throws InvalidTokenException {
    if (!PlaygroundTokens.isOne(token, config.playgroundSecret())) {
      return Optional.empty();
    }
    claims.times(token, now);
    return Optional.of(context(token, PlaygroundTokens.values(token, config), true));
  }

  private static SecurityContext context(
      SignedToken token, Map<String, @Nullable Object> values, boolean playground)
      throws InvalidTokenException {
    List<String> groups = ContextReader.groups(token);
    return new SecurityContext(
        values, groups, token.text("iss"), Optional.of(ClaimChecks.expiry(token)), playground);
  }

  private static Rejection rejection(InvalidTokenException e, Optional<SignedToken> token) {
    return new Rejection(
        e.code(),
        Rejection.INVALID_TOKEN,
        e.detail(),
        token.flatMap(parsed -> parsed.text("iss")).map(Authenticator::printable),
        token.flatMap(SignedToken::keyId).map(Authenticator::printable));
  }

  private static String printable(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7E]", "?");
    return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
  }

  @Override
  public void close() {
    keys.close();
  }
}
