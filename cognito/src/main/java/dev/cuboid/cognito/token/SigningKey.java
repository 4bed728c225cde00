package dev.cuboid.cognito.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;

/**
 * One RSA key of a pool.
 *
 * @param use what tokens it signs
 * @param jwk the whole key, private part included, as a JWK (RFC 7517)
 * @param retired true when it signs no more; it stays in the published set
 */
record SigningKey(String userPoolId, String kid, TokenUse use, String jwk, boolean retired) {

  RSAKey key() {
    try {
      return RSAKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("the stored key " + kid + " is damaged", e);
    }
  }

  JWSSigner signer() {
    try {
      return new RSASSASigner(key());
    } catch (JOSEException e) {
      throw new IllegalStateException("the stored key " + kid + " cannot sign", e);
    }
  }

  SigningKey asRetired() {
    return new SigningKey(userPoolId, kid, use, jwk, true);
  }

  /** Says nothing of the key itself. */
  @Override
  public String toString() {
    return "SigningKey[" + kid + "]";
  }
}
