package dev.cuboid.cognito.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.UserPool;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Signs and reads the pools' JWTs (RFC 7519) with RS256. Thread-safe. */
public final class JsonWebTokens {

  private final KeyRing keys;

  /** Signs with these keys. */
  public JsonWebTokens(KeyRing keys) {
    this.keys = keys;
  }

  /** Signs claims, in their order, under the pool's key for this use. */
  String sign(UserPool pool, TokenUse use, Map<String, Object> claims) {
    SigningKey key = keys.signingKey(pool, use);
    try {
      JWSObject token = new JWSObject(header(key.kid()), new Payload(Json.write(claims)));
      token.sign(key.signer());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign with key " + key.kid(), e);
    }
  }

  /** The claims of a token that a key of the pool signed, whatever its times say. */
  Optional<ObjectNode> read(UserPool pool, String token) {
    try {
      JWSObject parsed = JWSObject.parse(token);
      String kid = parsed.getHeader().getKeyID();
      Optional<SigningKey> key = kid == null ? Optional.empty() : keys.find(pool, kid);
      if (key.isEmpty()
          || !parsed.verify(new RSASSAVerifier(key.orElseThrow().key().toRSAPublicKey()))) {
        return Optional.empty();
      }
      return Optional.of((ObjectNode) Json.parse(parsed.getPayload().toString()));
    } catch (ParseException | JOSEException | JacksonException | ClassCastException e) {
      return Optional.empty();
    }
  }

  /** The claims of a token that nobody has checked yet, to find out whose it says it is. */
  static Optional<ObjectNode> readUnverified(String token) {
    try {
      return Optional.of((ObjectNode) Json.parse(JWSObject.parse(token).getPayload().toString()));
    } catch (ParseException | JacksonException | ClassCastException e) {
      return Optional.empty();
    }
  }

  /** Cognito's header names the key first, and has no {@code typ}. */
  private static JWSHeader header(String kid) {
    String text = "{\"kid\":" + Json.write(kid) + ",\"alg\":\"RS256\"}";
    try {
      return JWSHeader.parse(text, Base64URL.encode(text));
    } catch (ParseException e) {
      throw new IllegalStateException("the header is well-formed by construction", e);
    }
  }
}
