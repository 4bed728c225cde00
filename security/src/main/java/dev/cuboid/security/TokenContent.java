package dev.cuboid.security;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, for the person who holds it. Nothing of it is verified: it decides nothing.
 *
 * @param header of the token
 * @param claims of the token
 */
public record TokenContent(
    Map<String, @Nullable Object> header, Map<String, @Nullable Object> claims) {

  public TokenContent {
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /**
   * Reads a token as strictly as a request's is read.
   *
   * @throws IllegalArgumentException where it is no signed token; the message says what it is
   */
  public static TokenContent read(String token) {
    try {
      SignedToken signed = SignedToken.parse(token.strip());
      return new TokenContent(signed.header(), signed.claims());
    } catch (InvalidTokenException e) {
      throw new IllegalArgumentException(e.detail() + ": " + Advice.form(e.code()), e);
    }
  }

  @Override
  public String toString() {
    return "TokenContent" + claims.keySet();
  }
}
