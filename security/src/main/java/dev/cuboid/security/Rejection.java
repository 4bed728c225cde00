package dev.cuboid.security;

import java.util.Optional;

/**
 * Why a request is refused.
 *
 * @param code for the log and the metrics
 * @param clientMessage what the client is told: Cube's text, which says little
 * @param detail for the log: what was expected and found; no token, and no claim but those that are
 *     safe to show (issuer, audience, key id, algorithm, times)
 * @param issuer that the token names, if it could be read
 * @param keyId that the token names, if it could be read
 */
public record Rejection(
    ReasonCode code,
    String clientMessage,
    String detail,
    Optional<String> issuer,
    Optional<String> keyId) {

  /** Cube's text for a request without a token, in production. */
  public static final String NO_TOKEN = "Authorization header isn't set";

  /** Cube's text for every bad token. */
  public static final String INVALID_TOKEN = "Invalid token";

  /**
   * One line for the log, whatever the token and the request id contain.
   *
   * @param requestId as the client or the server chose it
   */
  public String logLine(String requestId) {
    return "request refused: reason="
        + code
        + " issuer="
        + issuer.orElse("-")
        + " kid="
        + keyId.orElse("-")
        + " request="
        + Printable.text(requestId)
        + ": "
        + detail;
  }

  static Rejection missing() {
    return new Rejection(
        ReasonCode.MISSING,
        NO_TOKEN,
        "the request has no token",
        Optional.empty(),
        Optional.empty());
  }
}
