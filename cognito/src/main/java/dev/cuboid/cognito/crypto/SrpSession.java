package dev.cuboid.cognito.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of one SRP sign-in, between the challenge and its answer.
 *
 * @param clientPublic the client's public value A
 * @param serverSecret the server's secret exponent b
 * @param serverPublic the server's public value B
 * @param verifier the user's verifier
 * @param secretBlock an opaque value that the client signs and sends back, in Base64
 */
public record SrpSession(
    BigInteger clientPublic,
    BigInteger serverSecret,
    BigInteger serverPublic,
    PasswordVerifier verifier,
    String secretBlock) {

  private static final int SECRET_BITS = 256;
  private static final int SECRET_BLOCK_BYTES = 1024;
  private static final int KEY_BYTES = 16;
  private static final byte[] KEY_INFORMATION =
      "Caldera Derived Key\u0001".getBytes(StandardCharsets.UTF_8);

  /**
   * Begins a sign-in.
   *
   * @param clientPublic the client's value A in hexadecimal digits
   * @throws IllegalArgumentException when A is no number, or 0 modulo the group's prime, which
   *     would let anybody in
   */
  public static SrpSession begin(
      String clientPublic, PasswordVerifier verifier, RandomGenerator random) {
    BigInteger a = new BigInteger(clientPublic, 16);
    if (a.signum() <= 0 || a.mod(SrpGroup.MODULUS).signum() == 0) {
      throw new IllegalArgumentException("SRP_A is 0 modulo the prime of the group");
    }
    BigInteger b = randomExponent(random);
    BigInteger publicValue =
        SrpGroup.MULTIPLIER
            .multiply(verifier.verifierNumber())
            .add(SrpGroup.GENERATOR.modPow(b, SrpGroup.MODULUS))
            .mod(SrpGroup.MODULUS);
    byte[] block = new byte[SECRET_BLOCK_BYTES];
    random.nextBytes(block);
    return new SrpSession(a, b, publicValue, verifier, Base64.getEncoder().encodeToString(block));
  }

  /** The salt as the challenge carries it. */
  public String saltText() {
    return verifier.salt();
  }

  /** The server's public value as the challenge carries it. */
  public String serverPublicText() {
    return serverPublic.toString(16);
  }

  /** True when the signature proves that the client knows the password. */
  public boolean proves(String poolName, String username, String timestamp, String signature) {
    byte[] expected =
        hmac(
            sharedKey(),
            poolName.getBytes(StandardCharsets.UTF_8),
            username.getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(secretBlock),
            timestamp.getBytes(StandardCharsets.UTF_8));
    try {
      return MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private byte[] sharedKey() {
    byte[] scrambler = SrpGroup.hash(SrpGroup.pad(clientPublic), SrpGroup.pad(serverPublic));
    BigInteger u = new BigInteger(1, scrambler);
    BigInteger shared =
        clientPublic
            .multiply(verifier.verifierNumber().modPow(u, SrpGroup.MODULUS))
            .modPow(serverSecret, SrpGroup.MODULUS);
    byte[] extracted = hmac(SrpGroup.pad(u), SrpGroup.pad(shared));
    return Arrays.copyOf(hmac(extracted, KEY_INFORMATION), KEY_BYTES);
  }

  private static BigInteger randomExponent(RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BITS / Byte.SIZE];
    random.nextBytes(bytes);
    // The top bit is set, so that the exponent is never small.
    return new BigInteger(1, bytes).setBit(SECRET_BITS - 1);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Says nothing of the values, which have no place in a log. */
  @Override
  public String toString() {
    return "SrpSession";
  }
}
