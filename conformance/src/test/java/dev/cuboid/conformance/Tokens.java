package dev.cuboid.conformance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs the tokens of the recordings with keys of its own, and serves their public half as Cognito
 * does. {@code kid1} is in the key set, {@code kid2} is not.
 */
final class Tokens implements AutoCloseable {

  static final String ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_TESTPOOL";
  static final String AUDIENCE = "3k2clientid000example";
  static final String NAMESPACE = "http://localhost:4000/";
  static final String API_SECRET = "secret";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RSAKey served;
  private final RSAKey notServed;
  private final HttpServer server;

  private Tokens(RSAKey served, RSAKey notServed, HttpServer server) {
    this.served = served;
    this.notServed = notServed;
    this.server = server;
  }

  static Tokens create() throws JOSEException, IOException {
    RSAKey served = key("kid1");
    byte[] keys = new JWKSet(served).toString().getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks.json",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("Cache-Control", "public, max-age=3600");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
    return new Tokens(served, key("kid2"), server);
  }

  private static RSAKey key(String keyId) throws JOSEException {
    return new RSAKeyGenerator(2048)
        .keyID(keyId)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.RS256)
        .generate();
  }

  /** The key set that holds {@code kid1}. */
  String keySet() {
    return new JWKSet(served).toString();
  }

  URI jwkUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
  }

  /** An ID token of company 7, valid around the given instant. */
  String good(Instant now) {
    ObjectNode header = JSON.createObjectNode().put("kid", "kid1").put("alg", "RS256");
    ObjectNode payload = JSON.createObjectNode();
    payload.put("sub", "b1d2c3e4-0000-4000-8000-000000000001");
    payload.putObject(NAMESPACE).put("company_id", 7);
    payload.put("iss", ISSUER).put("aud", AUDIENCE).put("token_use", "id");
    payload.put("iat", now.getEpochSecond() - 3600).put("exp", now.getEpochSecond() + 86400);
    return sign(header, payload);
  }

  /**
   * The token of a case. Most are signed as their header says; the cases whose point is a token
   * that is not what it says are made by their name.
   */
  String ofCase(Recording recording) {
    if (recording.name().equals("payload_not_json")) {
      return signText("{\"kid\":\"kid1\",\"alg\":\"RS256\"}", "not json", Signing.RS256);
    }
    if (recording.token().isEmpty()) {
      return good(recording.recordedAt());
    }
    JsonNode header = recording.token().get().get(0);
    JsonNode payload = recording.token().get().get(1);
    String token = sign(header, payload);
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
    return switch (recording.name()) {
      case "bad_signature" -> unsigned + BASE64.encodeToString(new byte[256]);
      case "no_signature", "alg_none" -> unsigned;
      case "tampered_payload" -> unsigned + good(recording.recordedAt()).split("\\.", -1)[2];
      default -> token;
    };
  }

  private enum Signing {
    RS256("SHA256withRSA"),
    RS384("SHA384withRSA");

    private final String algorithm;

    Signing(String algorithm) {
      this.algorithm = algorithm;
    }
  }

  private String sign(JsonNode header, JsonNode payload) {
    String algorithm = header.path("alg").asString();
    String signed = encode(header.toString()) + "." + encode(payload.toString());
    if (algorithm.equals("HS256")) {
      return signed + "." + BASE64.encodeToString(hmac(signed));
    }
    Signing signing = algorithm.equals("RS384") ? Signing.RS384 : Signing.RS256;
    RSAKey key = header.path("kid").asString("").equals("kid2") ? notServed : served;
    return signed + "." + BASE64.encodeToString(rsa(signed, signing, key));
  }

  private String signText(String header, String payload, Signing signing) {
    String signed = encode(header) + "." + encode(payload);
    return signed + "." + BASE64.encodeToString(rsa(signed, signing, served));
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] rsa(String signed, Signing signing, RSAKey key) {
    try {
      Signature signature = Signature.getInstance(signing.algorithm);
      signature.initSign(key.toPrivateKey());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  private static byte[] hmac(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(API_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
