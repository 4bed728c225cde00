package dev.cuboid.security;

import com.nimbusds.jose.jwk.JWK;
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
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A provider whose keys, tokens and failures a test decides. */
final class TestProvider implements AutoCloseable {

  static final String ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Test";
  static final String CLIENT = "1example23456789";
  static final String NAMESPACE = "http://localhost:4000/";
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  final RSAKey key;
  final AtomicInteger fetches = new AtomicInteger();
  private final HttpServer server;
  private volatile String body;
  private volatile int status = 200;

  private TestProvider(RSAKey key, HttpServer server) {
    this.key = key;
    this.server = server;
    this.body = new JWKSet(key).toString();
  }

  static TestProvider start() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestProvider provider = new TestProvider(newKey("kid1"), server);
    server.createContext("/jwks.json", provider::answer);
    server.start();
    return provider;
  }

  private void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Cache-Control", "public, max-age=600");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static RSAKey newKey(String id) throws Exception {
    return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
  }

  /** The provider is the only issuer, and everything is checked. */
  AuthenticationConfig config(boolean development, boolean namespaceOptional) {
    return new AuthenticationConfig(
        development,
        Optional.of(uri()),
        List.of("a-secret-that-is-not-used-with-a-jwks"),
        List.of("RS256"),
        List.of(ISSUER),
        Optional.of(CLIENT),
        Optional.empty(),
        Optional.of(NAMESPACE),
        namespaceOptional,
        Duration.ofHours(1),
        Optional.of("playground-secret-of-at-least-32-bytes"));
  }

  void serve(JWK... keys) {
    body = new JWKSet(List.of(keys)).toString();
  }

  void serveText(int newStatus, String newBody) {
    status = newStatus;
    body = newBody;
  }

  static Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("kid", "kid1");
    header.put("alg", "RS256");
    return header;
  }

  static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "user-1");
    claims.put(NAMESPACE, Map.of("company_id", 7));
    claims.put("iss", ISSUER);
    claims.put("aud", CLIENT);
    claims.put("token_use", "id");
    claims.put("iat", NOW.getEpochSecond() - 60);
    claims.put("exp", NOW.getEpochSecond() + 3600);
    return claims;
  }

  String token(Map<String, Object> header, Map<String, Object> claims) throws Exception {
    return sign(json(header), json(claims), key.toPrivateKey());
  }

  String good() throws Exception {
    return token(header(), claims());
  }

  static String sign(String header, String payload, PrivateKey key) throws Exception {
    return sign(header, payload.getBytes(StandardCharsets.UTF_8), key);
  }

  static String sign(String header, byte[] payload, PrivateKey key) throws Exception {
    String signed = encode(header) + "." + BASE64.encodeToString(payload);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + BASE64.encodeToString(signature.sign());
  }

  static String json(Map<String, Object> object) {
    return JsonMapper.shared().writeValueAsString(object);
  }

  static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
