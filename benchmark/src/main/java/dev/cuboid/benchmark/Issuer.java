package dev.cuboid.benchmark;

import com.sun.net.httpserver.HttpServer;
import dev.cuboid.security.AuthenticationConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose tokens (RS256) all contestants accept; serves the key by HTTP, as Cognito does. */
public final class Issuer implements AutoCloseable {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String KEYS = "/jwks.json";
  private static final String AUDIENCE = "benchmark";
  private static final String NAMESPACE = "https://benchmark.example/claims";

  private final HttpServer server;
  private final KeyPair key;

  private Issuer(HttpServer server, KeyPair key) {
    this.server = server;
    this.key = key;
  }

  /** Makes a key of 2048 bits, and serves it. */
  public static Issuer start() throws IOException {
    KeyPair key = newKey();
    RSAPublicKey publicKey = (RSAPublicKey) key.getPublic();
    byte[] document =
        """
        {"keys": [{"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", "n": "%s", "e": "%s"}]}
        """
            .formatted(number(publicKey.getModulus()), number(publicKey.getPublicExponent()))
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        KEYS,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.getResponseHeaders().add("Cache-Control", "public, max-age=3600");
          exchange.sendResponseHeaders(200, document.length);
          exchange.getResponseBody().write(document);
          exchange.close();
        });
    server.start();
    return new Issuer(server, key);
  }

  /** What a server is told to accept this issuer's tokens. */
  Map<String, String> settings() {
    return Map.of(
        "CUBEJS_JWK_URL",
        uri() + KEYS,
        "CUBEJS_JWT_ISSUER",
        uri(),
        "CUBEJS_JWT_AUDIENCE",
        AUDIENCE,
        "CUBEJS_JWT_ALGS",
        "RS256",
        "CUBEJS_JWT_CLAIMS_NAMESPACE",
        NAMESPACE);
  }

  /** The same for Cuboid's own check of tokens. */
  public AuthenticationConfig authentication() {
    return new AuthenticationConfig(
        /* developmentMode= */ false,
        Optional.of(URI.create(uri() + KEYS)),
        List.of(),
        List.of("RS256"),
        List.of(uri()),
        Optional.of(AUDIENCE),
        Optional.empty(),
        Optional.of(NAMESPACE),
        /* namespaceOptional= */ false,
        Duration.ofHours(1),
        Optional.empty());
  }

  /** The key that its tokens are checked with. */
  public PublicKey publicKey() {
    return key.getPublic();
  }

  /** A token of company 7. */
  String token() {
    return token("u");
  }

  /** A token of company 7, of that subject. */
  public String token(String subject) {
    return signed(key, subject);
  }

  /** The same, but signed with another key. */
  String forgedToken() {
    return signed(newKey(), "u");
  }

  /** Many of them: {@link LoadGenerator#COUNTER} stands for some letters of the signature. */
  String forgedTokens() {
    String token = forgedToken();
    int start = token.lastIndexOf('.') + 100;
    return token.substring(0, start)
        + LoadGenerator.COUNTER
        + token.substring(start + LoadGenerator.DIGITS);
  }

  private String signed(KeyPair signer, String subject) {
    String claims =
        """
        {"iss":"%s","aud":"%s","sub":"%s","exp":4102444800,"iat":1700000000,"%s":{"company_id":7}}
        """
            .formatted(uri(), AUDIENCE, subject, NAMESPACE)
            .strip();
    String text =
        encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"1\"}") + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(signer.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  private String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return BASE64.encodeToString(
        bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
