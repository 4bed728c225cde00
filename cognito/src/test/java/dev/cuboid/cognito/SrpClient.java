package dev.cuboid.cognito;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** The client's side of Cognito's SRP, written after RFC 5054 and the AWS SDKs' behaviour. */
final class SrpClient {

  private static final BigInteger N =
      BigInteger.TWO
          .pow(3072)
          .subtract(BigInteger.TWO.pow(3008))
          .subtract(BigInteger.ONE)
          .add(BigInteger.TWO.pow(64).multiply(pi(2942).add(BigInteger.valueOf(1690314))));
  private static final BigInteger G = BigInteger.TWO;
  private static final String TIMESTAMP = "Sun Mar 1 10:00:00 UTC 2026";

  private final String poolName;
  private final BigInteger secret = new BigInteger(256, new Random(42));

  SrpClient(String poolId) {
    poolName = poolId.substring(poolId.indexOf('_') + 1);
  }

  String publicValue() {
    return G.modPow(secret, N).toString(16);
  }

  /** The answers to the challenge {@code PASSWORD_VERIFIER}. */
  Map<String, String> answer(JsonNode challenge, String password) {
    String user = challenge.path("USER_ID_FOR_SRP").asString();
    BigInteger salt = new BigInteger(challenge.path("SALT").asString(), 16);
    BigInteger server = new BigInteger(challenge.path("SRP_B").asString(), 16);
    BigInteger multiplier = number(hash(padded(N), padded(G)));
    BigInteger scrambler = number(hash(padded(G.modPow(secret, N)), padded(server)));
    byte[] identity = hash((poolName + user + ":" + password).getBytes(StandardCharsets.UTF_8));
    BigInteger x = number(hash(padded(salt), identity));
    BigInteger shared =
        server
            .subtract(multiplier.multiply(G.modPow(x, N)))
            .modPow(secret.add(scrambler.multiply(x)), N);
    byte[] extracted = hmac(padded(scrambler), padded(shared));
    byte[] key =
        Arrays.copyOf(
            hmac(extracted, "Caldera Derived Key\u0001".getBytes(StandardCharsets.UTF_8)), 16);
    String block = challenge.path("SECRET_BLOCK").asString();
    byte[] signature =
        hmac(
            key,
            (poolName + user).getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(block),
            TIMESTAMP.getBytes(StandardCharsets.UTF_8));
    return Map.of(
        "USERNAME", user,
        "PASSWORD_CLAIM_SECRET_BLOCK", block,
        "TIMESTAMP", TIMESTAMP,
        "PASSWORD_CLAIM_SIGNATURE", Base64.getEncoder().encodeToString(signature));
  }

  /** The whole part of pi times a power of two, by Machin's formula. */
  private static BigInteger pi(int bits) {
    int guard = 64;
    BigInteger one = BigInteger.ONE.shiftLeft(bits + guard);
    BigInteger quarter =
        arctangentOfInverse(5, one)
            .multiply(BigInteger.valueOf(4))
            .subtract(arctangentOfInverse(239, one));
    return quarter.multiply(BigInteger.valueOf(4)).shiftRight(guard);
  }

  private static BigInteger arctangentOfInverse(int inverse, BigInteger one) {
    BigInteger square = BigInteger.valueOf((long) inverse * inverse);
    BigInteger power = one.divide(BigInteger.valueOf(inverse));
    BigInteger sum = power;
    for (int k = 3; power.signum() != 0; k += 2) {
      power = power.divide(square).negate();
      sum = sum.add(power.divide(BigInteger.valueOf(k)));
    }
    return sum;
  }

  private static byte[] padded(BigInteger number) {
    return number.toByteArray();
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
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
      throw new AssertionError(e);
    }
  }
}
