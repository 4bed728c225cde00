package dev.cuboid.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;

/** A provider whose key set and tokens a server of the training run takes. */
final class TrainingProvider implements AutoCloseable {

  private static final String ISSUER = "https://training.example";
  private static final String AUDIENCE = "training";
  private static final int KEY_BITS = 2048;

  private final KeyPair keys;
  private final HttpServer server;

  private TrainingProvider(KeyPair keys, HttpServer server) {
    this.keys = keys;
    this.server = server;
  }

  static TrainingProvider start() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      TrainingProvider provider =
          new TrainingProvider(generator.generateKeyPair(), HttpServer.create(free, 0));
      provider.serve();
      return provider;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve() {
    byte[] keySet = keySet().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keySet.length);
          exchange.getResponseBody().write(keySet);
          exchange.close();
        });
    server.start();
  }

  /** The settings of a server that takes its tokens. */
  Map<String, String> settings() {
    return Map.of(
        "CUBEJS_JWK_URL",
        "http://localhost:" + server.getAddress().getPort() + "/keys",
        "CUBEJS_JWT_ISSUER",
        ISSUER,
        "CUBEJS_JWT_AUDIENCE",
        AUDIENCE);
  }

  /** A token of company 1, good for many years. */
  String token() {
    String signed =
        part("{\"alg\":\"RS256\",\"kid\":\"training\"}")
            + '.'
            + part(
                "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"somebody\",\"company_id\":1,\"exp\":4102444800}"
                    .formatted(ISSUER, AUDIENCE));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + '.' + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"training\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(
            encoded(unsigned(key.getModulus().toByteArray())),
            encoded(key.getPublicExponent().toByteArray()));
  }

  /** Without the byte that holds nothing but the sign. */
  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String part(String json) {
    return encoded(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
