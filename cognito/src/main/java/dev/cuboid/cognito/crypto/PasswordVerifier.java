package dev.cuboid.cognito.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

/**
 * What is kept of a password: a salt and the SRP verifier {@code g^x mod N}. The password cannot be
 * read back from it. It serves the password flows as well, since a second hash beside it would only
 * give a thief of the file the choice of the cheaper one.
 *
 * @param salt the salt, in hexadecimal digits
 * @param verifier the verifier, in hexadecimal digits
 */
public record PasswordVerifier(String salt, String verifier) {

  private static final int SALT_BYTES = 16;

  /**
   * Makes the verifier of a password.
   *
   * @param poolName the part of the pool id after the underscore, which is what clients hash
   * @param username the name that clients hash (<code>USER_ID_FOR_SRP</code>)
   */
  public static PasswordVerifier create(
      String poolName, String username, String password, RandomGenerator random) {
    byte[] bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    BigInteger salt = new BigInteger(1, bytes);
    BigInteger verifier = verifier(salt, poolName, username, password);
    return new PasswordVerifier(salt.toString(16), verifier.toString(16));
  }

  /** True when this is the verifier of that password. Takes the same time for any password. */
  public boolean matches(String poolName, String username, String password) {
    BigInteger expected = verifier(saltNumber(), poolName, username, password);
    return MessageDigest.isEqual(expected.toByteArray(), verifierNumber().toByteArray());
  }

  BigInteger saltNumber() {
    return new BigInteger(salt, 16);
  }

  BigInteger verifierNumber() {
    return new BigInteger(verifier, 16);
  }

  private static BigInteger verifier(
      BigInteger salt, String poolName, String username, String password) {
    byte[] identity =
        SrpGroup.hash((poolName + username + ":" + password).getBytes(StandardCharsets.UTF_8));
    BigInteger x = new BigInteger(1, SrpGroup.hash(SrpGroup.pad(salt), identity));
    return SrpGroup.GENERATOR.modPow(x, SrpGroup.MODULUS);
  }

  /** Says nothing of the values, which have no place in a log. */
  @Override
  public String toString() {
    return "PasswordVerifier";
  }
}
