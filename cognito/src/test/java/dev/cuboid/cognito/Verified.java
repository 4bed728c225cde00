package dev.cuboid.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import tools.jackson.databind.JsonNode;

/** Tokens, checked against the published key set as a verifier does it. */
final class Verified {

  private Verified() {}

  /** The claims of a token whose signature fits the key set. */
  static JsonNode claims(CognitoServer server, String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWKSet keys = JWKSet.load(server.keySetUri().toURL());
      RSAKey key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
      if (!jwt.verify(new RSASSAVerifier(key))) {
        throw new AssertionError("the signature does not fit the published key");
      }
      return Api.JSON.readTree(jwt.getPayload().toString());
    } catch (ParseException | JOSEException | IOException e) {
      throw new AssertionError("the token cannot be verified", e);
    }
  }

  static String keyId(String token) {
    try {
      return SignedJWT.parse(token).getHeader().getKeyID();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
