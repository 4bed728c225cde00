package dev.cuboid.cognito.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238) with six digits, 30-second steps and HMAC-SHA-1. */
public final class Totp {

  private static final int STEP_SECONDS = 30;
  private static final int MODULUS = 1_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BASE32_BITS = 5;

  private Totp() {}

  /** True when the code is that of this moment, or of the step before or after it. */
  public static boolean matches(String base32Secret, String code, Instant now) {
    for (int drift = -1; drift <= 1; drift++) {
      Instant moment = now.plusSeconds((long) drift * STEP_SECONDS);
      if (Digests.same(code(base32Secret, moment), code)) {
        return true;
      }
    }
    return false;
  }

  /** The code at a moment. */
  public static String code(String base32Secret, Instant moment) {
    long step = Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decode(base32Secret), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int truncated = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
      return String.format(Locale.ROOT, "%06d", truncated % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }

  /** Prints bytes in Base32 (RFC 4648) without padding, as authenticator apps take them. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte next : bytes) {
      buffer = (buffer << Byte.SIZE) | (next & 0xff);
      bits += Byte.SIZE;
      while (bits >= BASE32_BITS) {
        bits -= BASE32_BITS;
        text.append(BASE32.charAt((buffer >> bits) & 0x1f));
      }
    }
    if (bits > 0) {
      text.append(BASE32.charAt((buffer << (BASE32_BITS - bits)) & 0x1f));
    }
    return text.toString();
  }

  private static byte[] decode(String base32) {
    ByteBuffer bytes = ByteBuffer.allocate(base32.length() * BASE32_BITS / Byte.SIZE);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < base32.length(); i++) {
      buffer = (buffer << BASE32_BITS) | BASE32.indexOf(base32.charAt(i));
      bits += BASE32_BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes.put((byte) (buffer >> bits));
      }
    }
    return bytes.array();
  }
}
