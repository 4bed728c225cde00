package dev.cuboid.security;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Tells keys that are too easily broken to prove anything. */
final class KeyStrength {

  private static final int LEAST_RSA_BITS = 2048;
  private static final BigInteger GENERATOR = BigInteger.valueOf(65537);
  private static final int[] SMALL_PRIMES = {
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167
  };

  private KeyStrength() {}

  /** What is wrong with a key, for the log; empty for a good one. */
  static Optional<String> weakness(PublicKey key) {
    if (!(key instanceof RSAPublicKey rsa)) {
      return Optional.empty();
    }
    if (rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
      return Optional.of(
          "has "
              + rsa.getModulus().bitLength()
              + " bits, at least "
              + LEAST_RSA_BITS
              + " are needed");
    }
    BigInteger exponent = rsa.getPublicExponent();
    if (!exponent.testBit(0) || exponent.compareTo(BigInteger.valueOf(3)) < 0) {
      return Optional.of("has an exponent that is even or less than 3");
    }
    if (hasRocaFingerprint(rsa.getModulus())) {
      return Optional.of("was made by a chip whose keys can be factored (CVE-2017-15361)");
    }
    return Optional.empty();
  }

  /**
   * The affected chips only made primes for which the modulus is a power of 65537 modulo every
   * small prime; of other keys one in many millions is.
   *
   * @see <a href="https://doi.org/10.1145/3133956.3133969">The Return of Coppersmith's Attack</a>
   */
  private static boolean hasRocaFingerprint(BigInteger modulus) {
    for (int prime : SMALL_PRIMES) {
      if (!isPowerOfGenerator(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPowerOfGenerator(int residue, int prime) {
    int generator = GENERATOR.mod(BigInteger.valueOf(prime)).intValue();
    int power = 1;
    do {
      if (power == residue) {
        return true;
      }
      power = power * generator % prime;
    } while (power != 1);
    return false;
  }
}
