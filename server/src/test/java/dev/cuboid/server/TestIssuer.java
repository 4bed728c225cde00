package dev.cuboid.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Signs tokens as Cognito does, and publishes its key. */
final class TestIssuer implements AutoCloseable {

  static final String ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Test";
  static final String CLIENT = "1example23456789";
  static final String NAMESPACE = "http://localhost:4000/";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair key;
  private final HttpServer server;

  private TestIssuer(KeyPair key, HttpServer server) {
    this.key = key;
    this.server = server;
  }

  static TestIssuer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestIssuer issuer = new TestIssuer(newKey(), server);
    byte[] keys = issuer.keySet().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/jwks.json",
        exchange -> {
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
    return issuer;
  }

  /** Where its keys are. */
  String keysAddress() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
  }

  /** Makes a project take this issuer's tokens, and no others. */
  TestProject trustedBy(TestProject project) {
    return project
        .with("CUBEJS_JWK_URL", keysAddress())
        .with("CUBEJS_JWT_AUDIENCE", CLIENT)
        .with("CUBEJS_JWT_ISSUER", ISSUER)
        .with("CUBEJS_JWT_ALGS", "RS256")
        .with("CUBEJS_JWT_CLAIMS_NAMESPACE", NAMESPACE);
  }

  /** The claims of a good token, to be changed. */
  static Map<String, Object> claims(Object context) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "user-1");
    claims.put("iss", ISSUER);
    claims.put("aud", CLIENT);
    claims.put("token_use", "id");
    claims.put("iat", now - 60);
    claims.put("exp", now + 3600);
    claims.put(NAMESPACE, context);
    return claims;
  }

  /** A good token of a company's user. */
  String tokenOf(int company) {
    return token(claims(Map.of("company_id", company)));
  }

  String token(Map<String, Object> claims) {
    return signed(claims, key);
  }

  /** A token that names this issuer's key but is signed with another. */
  static String forged(Map<String, Object> claims) {
    return signed(claims, newKey());
  }

  static String unsigned(Map<String, Object> claims) {
    return encoded(Map.of("alg", "none", "kid", "key-1")) + "." + encoded(claims) + ".";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String signed(Map<String, Object> claims, KeyPair key) {
    String content = encoded(Map.of("alg", "RS256", "kid", "key-1")) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, Object> json) {
    return BASE64.encodeToString(JsonMapper.shared().writeValueAsBytes(json));
  }

  private String keySet() {
    RSAPublicKey publicKey = (RSAPublicKey) key.getPublic();
    return """
    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"key-1","n":"%s","e":"%s"}]}
    """
        .formatted(number(publicKey.getModulus()), number(publicKey.getPublicExponent()));
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
