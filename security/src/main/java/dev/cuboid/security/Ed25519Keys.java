package dev.cuboid.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Reads Ed25519 keys, which the JWK library does not turn into keys of the JDK. */
final class Ed25519Keys {

  private static final int LENGTH = 32;
  private static final int SIGN_OF_X = 0x80;

  private Ed25519Keys() {}

  /**
   * @param encoded the point as 32 bytes, the least first, with the sign of x in the last bit
   * @throws GeneralSecurityException where that is no key
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.2">RFC 8032, 5.1.2</a>
   */
  static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    if (encoded.length != LENGTH) {
      throw new GeneralSecurityException("an Ed25519 key has " + LENGTH + " bytes");
    }
    byte[] y = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      y[i] = encoded[LENGTH - 1 - i];
    }
    boolean xIsOdd = (y[0] & SIGN_OF_X) != 0;
    y[0] &= (byte) ~SIGN_OF_X;
    EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, y));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}
