package dev.cuboid.security;

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

  private final AuthenticationConfig config;
  private final InstantSource clock;
  private final ProviderAccess access;
  private final IssuerVerifiers issuers;
  private final VerifiedTokens verified = new VerifiedTokens();
  private final ForgedTokens forged = new ForgedTokens();

  private Authenticator(AuthenticationConfig config, InstantSource clock, ProviderAccess access) {
    this.config = config;
    this.clock = clock;
    this.access = access;
    this.issuers = IssuerVerifiers.start(config, clock, access);
  }

  /** Begins to fetch the providers' keys in the background, if there are providers. */
  public static Authenticator create(AuthenticationConfig config, InstantSource clock) {
    return create(config, clock, ProviderAccess.defaults());
  }

  /** The same, with another way to reach the providers. */
  public static Authenticator create(
      AuthenticationConfig config, InstantSource clock, ProviderAccess access) {
    return new Authenticator(config, clock, access);
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
    try (ProviderDocuments documents = new ProviderDocuments(access)) {
      return new ConfigurationDoctor(config, issuers, documents).examine();
    }
  }

  /** What tokens are expected, for people. */
  public AuthenticationConfig config() {
    return config;
  }

  private AuthenticationResult authenticate(String token) {
    Instant now = clock.instant();
    // Read before the keys are used: were it read after, what removed keys said of a token could be
    // remembered as the word of the new ones.
    long generation = issuers.generation();
    byte[] id = VerifiedTokens.idOf(token);
    Optional<SecurityContext> known = verified.find(id, now, generation);
    if (known.isPresent()) {
      return new AuthenticationResult.Authenticated(known.get());
    }
    Optional<Rejection> before = forged.find(id, now, generation);
    if (before.isPresent()) {
      return new AuthenticationResult.Rejected(before.get());
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
      Rejection rejection = rejection(e, parsed);
      if (e.code() == ReasonCode.SIGNATURE) {
        forged.remember(id, rejection, now, generation);
      }
      return new AuthenticationResult.Rejected(rejection);
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
