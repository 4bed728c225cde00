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

  private final TokenIssuer rules;

  ClaimChecks(TokenIssuer rules) {
    this.rules = rules;
  }

  static void times(SignedToken token, Instant now) throws InvalidTokenException {
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
    if (rules.issuers().isEmpty()) {
      return;
    }
    Optional<String> issuer = token.text("iss");
    if (issuer.isEmpty() || !rules.issuers().contains(issuer.get())) {
      throw new InvalidTokenException(
          ReasonCode.ISSUER,
          "the issuer is "
              + Printable.orAbsent(issuer)
              + ", expected "
              + String.join(" or ", rules.issuers()));
    }
  }

  void audience(SignedToken token) throws InvalidTokenException {
    if (rules.audiences().isEmpty()) {
      return;
    }
    List<String> audiences = audiences(token);
    if (audiences.stream().noneMatch(rules.audiences()::contains)) {
      throw new InvalidTokenException(
          ReasonCode.AUDIENCE,
          "the audience is "
              + Printable.orAbsent(audiences)
              + ", expected "
              + String.join(" or ", rules.audiences()));
    }
  }

  /**
   * For whom a token is. An access token of Cognito has no audience; it names the app client in a
   * claim of its own.
   */
  static List<String> audiences(SignedToken token) {
    boolean cognitoAccessToken =
        !token.claims().containsKey("aud")
            && token.text("token_use").equals(Optional.of("access"))
            && token.text("iss").filter(TokenIssuer::isCognito).isPresent();
    return cognitoAccessToken
        ? token.text("client_id").stream().toList()
        : texts(token.claims().get("aud"));
  }

  /** Which of Cognito's kinds of tokens it is, where that is limited. */
  void tokenUse(SignedToken token) throws InvalidTokenException {
    Optional<String> use = token.text("token_use");
    if (!rules.tokenUses().isEmpty() && !use.map(rules.tokenUses()::contains).orElse(false)) {
      throw new InvalidTokenException(
          ReasonCode.TOKEN_USE,
          "\"token_use\" is "
              + Printable.orAbsent(use)
              + ", expected "
              + String.join(" or ", rules.tokenUses()));
    }
  }

  void subject(SignedToken token) throws InvalidTokenException {
    if (rules.subject().isPresent() && !token.text("sub").equals(rules.subject())) {
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
}
