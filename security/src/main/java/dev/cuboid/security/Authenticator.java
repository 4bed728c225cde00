package dev.cuboid.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a token is good, and who asks with it: the one door for all ways in. It fails
 * closed: whatever is not understood is refused. Thread-safe; it may block while keys are fetched.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, best practices for JWT</a>
 */
public final class Authenticator implements AutoCloseable {

  private static final Duration PROVIDER_TIMEOUT = Duration.ofSeconds(5);

  private final AuthenticationConfig config;
  private final InstantSource clock;
  private final Duration providerTimeout;
  private final IssuerVerifiers issuers;
  private final VerifiedTokens verified = new VerifiedTokens();

  private Authenticator(AuthenticationConfig config, InstantSource clock, Duration timeout) {
    this.config = config;
    this.clock = clock;
    this.providerTimeout = timeout;
    this.issuers = IssuerVerifiers.start(config, clock, timeout);
  }

  /** Begins to fetch the providers' keys in the background, if there are providers. */
  public static Authenticator create(AuthenticationConfig config, InstantSource clock) {
    return create(config, clock, PROVIDER_TIMEOUT);
  }

  /**
   * @param providerTimeout of a provider's whole answer
   */
  public static Authenticator create(
      AuthenticationConfig config, InstantSource clock, Duration providerTimeout) {
    return new Authenticator(config, clock, providerTimeout);
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
    if (token.get().isBlank()) {
      // A header that carries nothing was meant to carry something.
      return new AuthenticationResult.Rejected(Rejection.missing());
    }
    return authenticate(token.get());
  }

  /** Explains what each check says of a token. */
  public TokenExplanation explain(String token) {
    return new TokenExplainer(config, clock, issuers).explain(token);
  }

  /** Checks the configuration itself: what would make good tokens fail, or bad ones pass. */
  public List<TokenExplanation.Check> examineConfiguration() {
    try (ProviderDocuments documents = new ProviderDocuments(providerTimeout)) {
      return new ConfigurationDoctor(config, issuers, documents).examine();
    }
  }

  /** What tokens are expected, for people. */
  public AuthenticationConfig config() {
    return config;
  }

  private AuthenticationResult authenticate(String token) {
    Instant now = clock.instant();
    // Read before the keys are used: were it read after, a token that a removed key signed could be
    // remembered as one of the new keys.
    long generation = issuers.generation();
    byte[] id = VerifiedTokens.idOf(token);
    Optional<SecurityContext> known = verified.find(id, now, generation);
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
      SecurityContext context = issuers.select(signed).verify(signed, now);
      verified.remember(id, context, now, generation);
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
    ClaimChecks.times(token, now);
    return Optional.of(PlaygroundTokens.context(token, config));
  }

  private static Rejection rejection(InvalidTokenException e, Optional<SignedToken> token) {
    return new Rejection(
        e.code(),
        Rejection.INVALID_TOKEN,
        e.detail(),
        token.flatMap(parsed -> parsed.text("iss")).map(Printable::text),
        token.flatMap(SignedToken::keyId).map(Printable::text));
  }

  @Override
  public void close() {
    issuers.close();
  }
}
