package dev.cuboid.security;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Token that is read, but not yet believed.
 *
 * @param compact its signed form
 * @param claims what it says
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 */
record SignedToken(CompactToken compact, Map<String, @Nullable Object> claims) {

  /** Reads a token strictly, in the one way in which it can be understood. */
  static SignedToken parse(String token) throws InvalidTokenException {
    CompactToken compact = CompactToken.parse(token);
    return new SignedToken(compact, StrictJson.object(compact.payload(), "payload"));
  }

  Map<String, @Nullable Object> header() {
    return compact.header();
  }

  Optional<String> keyId() {
    return compact.keyId();
  }

  /** A claim, if it is a text. */
  Optional<String> text(String claim) {
    return claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  @Override
  public String toString() {
    return "SignedToken" + claims.keySet();
  }
}
