package dev.cuboid.cognito.crypto;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** Random identifiers and secrets in the shapes that Cognito uses. */
public final class Identifiers {

  private static final String LOWER_CASE_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int CLIENT_ID_LENGTH = 26;
  private static final int CLIENT_SECRET_LENGTH = 52;
  private static final int POOL_SUFFIX_LENGTH = 9;
  private static final int TOKEN_BYTES = 32;
  private static final int SESSION_BYTES = 384;
  private static final int TEMPORARY_PASSWORD_LENGTH = 8;
  private static final int UUID_VERSION_BITS = 0x4000;

  private final SecureRandom random;

  /** Draws from this source. */
  public Identifiers(SecureRandom random) {
    this.random = random;
  }

  /** The source of randomness behind these. */
  public SecureRandom random() {
    return random;
  }

  /** A random UUID (version 4). */
  public String uuid() {
    long high = (random.nextLong() & ~0xf000L) | UUID_VERSION_BITS;
    long low = (random.nextLong() & Long.MAX_VALUE >>> 1) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }

  /** An app client id: 26 lower-case letters and digits. */
  public String clientId() {
    return text(LOWER_CASE_AND_DIGITS, CLIENT_ID_LENGTH);
  }

  /**
   * The app client id that belongs to a name for ever, so that configuration can be written down.
   */
  public static String clientId(String poolId, String clientName) {
    byte[] hash = Digests.sha256(poolId + "/" + clientName);
    StringBuilder text = new StringBuilder(CLIENT_ID_LENGTH);
    for (int i = 0; i < CLIENT_ID_LENGTH; i++) {
      int index = (hash[i] & 0xff) % LOWER_CASE_AND_DIGITS.length();
      text.append(LOWER_CASE_AND_DIGITS.charAt(index));
    }
    return text.toString();
  }

  /** An app client secret. */
  public String clientSecret() {
    return text(LOWER_CASE_AND_DIGITS, CLIENT_SECRET_LENGTH);
  }

  /** A user pool id: region, underscore, nine letters and digits. */
  public String poolId(String region) {
    return region + "_" + text(LETTERS_AND_DIGITS, POOL_SUFFIX_LENGTH);
  }

  /** A code of six digits, as mails and text messages carry it. */
  public String confirmationCode() {
    return String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
  }

  /** A temporary password that fulfils Cognito's default policy. */
  public String temporaryPassword() {
    return text("ABCDEFGHJKLMNPQRSTUVWXYZ", 1)
        + text("abcdefghijkmnopqrstuvwxyz", TEMPORARY_PASSWORD_LENGTH)
        + text("23456789", 2)
        + text("!#%+-=?", 1);
  }

  /** An unguessable text for URLs and cookies. */
  public String secret() {
    return base64(TOKEN_BYTES);
  }

  /** The {@code Session} of a challenge. */
  public String session() {
    return base64(SESSION_BYTES);
  }

  /** Random bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private String base64(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  private String text(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
