package dev.cuboid.cognito.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes of texts. */
public final class Digests {

  private Digests() {}

  /** SHA-256 of a text in hexadecimal digits; what is kept of a random secret. */
  public static String fingerprint(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  /** SHA-256 of a text. */
  public static byte[] sha256(String text) {
    return SrpGroup.hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The value of {@code SECRET_HASH}: HMAC-SHA-256 of user name and client id under the client
   * secret, in Base64.
   */
  public static String secretHash(String username, String clientId, String clientSecret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hash = mac.doFinal((username + clientId).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Compares two texts in a time that does not depend on where they differ. */
  public static boolean same(String one, String two) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), two.getBytes(StandardCharsets.UTF_8));
  }
}
