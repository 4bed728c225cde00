package dev.cuboid.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signed text in its compact form: the header, whose rules are checked, the payload, and what was
 * signed. Nothing of it is believed yet.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515">RFC 7515</a>
 */
final class CompactToken {

  static final int MAXIMUM_LENGTH = 16 * 1024;
  private static final int MAXIMUM_KEY_ID_LENGTH = 256;
  private static final List<String> TYPES = List.of("JWT", "at+jwt", "application/at+jwt");

  private final Map<String, @Nullable Object> header;
  private final byte[] payload;
  private final byte[] signed;
  private final byte[] signature;

  private CompactToken(
      Map<String, @Nullable Object> header, byte[] payload, byte[] signed, byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.signed = signed;
    this.signature = signature;
  }

  /**
   * Reads a token strictly: three parts of canonical base64url, and a header that can be read in
   * one way only.
   */
  static CompactToken parse(String token) throws InvalidTokenException {
    if (token.length() > MAXIMUM_LENGTH) {
      throw new InvalidTokenException(
          ReasonCode.TOO_LARGE,
          "the token has "
              + token.length()
              + " characters, at most "
              + MAXIMUM_LENGTH
              + " are read");
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length == 5) {
      throw new InvalidTokenException(
          ReasonCode.ENCRYPTED,
          "the token has five parts: it is encrypted, and looks like a refresh token; an ID token"
              + " is needed");
    }
    if (parts.length != 3) {
      throw new InvalidTokenException(
          ReasonCode.MALFORMED,
          "a token has three parts with dots between, this has " + parts.length);
    }
    Map<String, @Nullable Object> header = StrictJson.object(decoded(parts[0], "header"), "header");
    checkHeader(header);
    byte[] payload = decoded(parts[1], "payload");
    if (parts[2].isEmpty()) {
      throw new InvalidTokenException(ReasonCode.UNSIGNED, "the token is not signed");
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return new CompactToken(header, payload, signed, decoded(parts[2], "signature"));
  }

  private static byte[] decoded(String part, String what) throws InvalidTokenException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      // Unused bits of the last character must be zero, or one token could be written in many ways.
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException(
          ReasonCode.MALFORMED, "the " + what + " is not base64url without padding");
    }
    throw new InvalidTokenException(
        ReasonCode.MALFORMED, "the " + what + " is not base64url without padding");
  }

  private static void checkHeader(Map<String, @Nullable Object> header)
      throws InvalidTokenException {
    if (header.containsKey("crit")) {
      throw new InvalidTokenException(
          ReasonCode.CRITICAL_HEADER, "the header demands an extension by \"crit\"; none is known");
    }
    if (header.containsKey("b64")) {
      throw new InvalidTokenException(
          ReasonCode.CRITICAL_HEADER, "the header has \"b64\", which is not supported");
    }
    Object type = header.get("typ");
    if (type != null
        && TYPES.stream().noneMatch(known -> known.equalsIgnoreCase(type.toString()))) {
      throw new InvalidTokenException(
          ReasonCode.TYPE_HEADER, "\"typ\" of the header is neither JWT nor at+jwt");
    }
    Object keyId = header.get("kid");
    if (header.containsKey("kid")
        && !(keyId instanceof String text && text.length() <= MAXIMUM_KEY_ID_LENGTH)) {
      throw new InvalidTokenException(
          ReasonCode.KEY_ID,
          "\"kid\" of the header must be a text of at most "
              + MAXIMUM_KEY_ID_LENGTH
              + " characters");
    }
  }

  String algorithm() throws InvalidTokenException {
    if (header.get("alg") instanceof String algorithm) {
      return algorithm;
    }
    throw new InvalidTokenException(ReasonCode.ALGORITHM, "the header names no algorithm");
  }

  Optional<String> keyId() {
    return Optional.ofNullable(header.get("kid")).map(Object::toString);
  }

  Map<String, @Nullable Object> header() {
    return header;
  }

  byte[] payload() {
    return payload;
  }

  byte[] signed() {
    return signed;
  }

  byte[] signature() {
    return signature;
  }
}
