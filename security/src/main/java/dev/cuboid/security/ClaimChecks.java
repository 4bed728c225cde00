package dev.cuboid.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a token's registered claims.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1">RFC 7519, 4.1</a>
 */
final class ClaimChecks {

  /** How far clocks may be apart. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  private static final String COGNITO = "cognito-idp.";

  private final AuthenticationConfig config;

  ClaimChecks(AuthenticationConfig config) {
    this.config = config;
  }

  void times(SignedToken token, Instant now) throws InvalidTokenException {
    Instant expiry = expiry(token);
    if (!now.isBefore(expiry.plus(LEEWAY))) {
      throw new InvalidTokenException(ReasonCode.EXPIRED, "the token expired at " + expiry);
    }
    Optional<Instant> notBefore = instant(token, "nbf");
    if (notBefore.isPresent() && now.plus(LEEWAY).isBefore(notBefore.get())) {
      throw new InvalidTokenException(
          ReasonCode.NOT_YET_VALID, "the token is valid only from " + notBefore.get());
    }
    Optional<Instant> issuedAt = instant(token, "iat");
    if (issuedAt.isPresent() && now.plus(LEEWAY).isBefore(issuedAt.get())) {
      throw new InvalidTokenException(
          ReasonCode.ISSUED_IN_FUTURE, "the token was issued in the future, at " + issuedAt.get());
    }
  }

  /** When the token ends; every token must. */
  static Instant expiry(SignedToken token) throws InvalidTokenException {
    return instant(token, "exp")
        .orElseThrow(
            () -> new InvalidTokenException(ReasonCode.NO_EXPIRY, "the token has no \"exp\""));
  }

  void issuer(SignedToken token) throws InvalidTokenException {
    if (config.issuers().isEmpty()) {
      return;
    }
    Optional<String> issuer = token.text("iss");
    if (issuer.isEmpty() || !config.issuers().contains(issuer.get())) {
      throw new InvalidTokenException(
          ReasonCode.ISSUER,
          "the issuer is " + shown(issuer) + ", expected " + String.join(" or ", config.issuers()));
    }
  }

  void audience(SignedToken token) throws InvalidTokenException {
    if (config.audience().isEmpty()) {
      return;
    }
    String expected = config.audience().get();
    List<String> audiences = texts(token.claims().get("aud"));
    if (audiences.contains(expected)) {
      return;
    }
    // An access token of Cognito has no audience; it names the app client in a claim of its own.
    boolean cognitoAccessToken =
        token.text("iss").map(issuer -> issuer.contains(COGNITO)).orElse(false)
            && token.text("token_use").equals(Optional.of("access"));
    boolean forClient = token.text("client_id").equals(Optional.of(expected));
    if (audiences.isEmpty() && cognitoAccessToken && forClient) {
      return;
    }
    throw new InvalidTokenException(
        ReasonCode.AUDIENCE,
        "the audience is "
            + (audiences.isEmpty() ? "not there" : String.join(", ", audiences))
            + ", expected "
            + expected);
  }

  void subject(SignedToken token) throws InvalidTokenException {
    if (config.subject().isPresent() && !token.text("sub").equals(config.subject())) {
      throw new InvalidTokenException(
          ReasonCode.SUBJECT, "the subject is not the one of CUBEJS_JWT_SUBJECT");
    }
  }

  static List<String> texts(@Nullable Object claim) {
    return switch (claim) {
      case String text -> List.of(text);
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          list.stream().map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }

  private static Optional<Instant> instant(SignedToken token, String claim)
      throws InvalidTokenException {
    if (!token.claims().containsKey(claim)) {
      return Optional.empty();
    }
    if (token.claims().get(claim) instanceof Number seconds
        && Double.isFinite(seconds.doubleValue())
        && Math.abs(seconds.doubleValue()) < 1e11) {
      return Optional.of(Instant.ofEpochMilli((long) (seconds.doubleValue() * 1000)));
    }
    throw new InvalidTokenException(
        ReasonCode.MALFORMED, "\"" + claim + "\" is not a number of seconds since 1970");
  }

  private static String shown(Optional<String> text) {
    return text.map(value -> value.replaceAll("[^\\x20-\\x7E]", "?")).orElse("not there");
  }
}
