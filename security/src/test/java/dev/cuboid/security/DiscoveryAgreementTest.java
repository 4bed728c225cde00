package dev.cuboid.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import dev.cuboid.security.TokenExplanation.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a provider's own word agrees with the configured issuer and key set. */
class DiscoveryAgreementTest {

  private HttpServer server;
  private String issuer;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    serve("/keys", new JWKSet(TestProvider.newKey("kid1")).toString());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anIssuerThatNamesTheseKeysPasses() {
    serveDocument(issuer, issuer + "keys");

    assertThat(discovery(issuer))
        .isEqualTo(
            Check.passed(
                "discovery of " + issuer,
                Optional.of(issuer + "keys"),
                Optional.of(issuer + "keys")));
  }

  @Test
  void anIssuerWithOtherKeysIsFoundWrong() {
    serveDocument(issuer, issuer + "v2/keys");

    assertThat(discovery(issuer))
        .isEqualTo(
            Check.failed(
                "discovery of " + issuer,
                Optional.of(issuer + "keys"),
                Optional.of(issuer + "v2/keys"),
                "the issuer publishes its keys elsewhere: set CUBEJS_JWK_URL="
                    + issuer
                    + "v2/keys"));
  }

  @Test
  void aNameWithoutItsLastSlashIsFoundWrong() {
    serveDocument(issuer, issuer + "keys");
    String configured = issuer.substring(0, issuer.length() - 1);

    assertThat(discovery(configured))
        .isEqualTo(
            Check.failed(
                "discovery of " + configured,
                Optional.of(configured),
                Optional.of(issuer),
                "they differ by the last slash: set CUBEJS_JWT_ISSUER=" + issuer));
  }

  @Test
  void anIssuerThatPublishesNoDocumentIsNoFault() {
    assertThat(discovery(issuer))
        .isEqualTo(
            Check.skipped(
                "discovery of " + issuer,
                Optional.empty(),
                "the issuer cannot be asked whether these are its keys: status 404"));
  }

  private Check discovery(String configuredIssuer) {
    AuthenticationConfig config =
        new AuthenticationConfig(
            false,
            Optional.of(URI.create(issuer + "keys")),
            List.of(),
            List.of("RS256"),
            List.of(configuredIssuer),
            Optional.of(TestProvider.CLIENT),
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ofHours(1),
            Optional.empty());
    try (Authenticator authenticator = Authenticator.create(config, () -> TestProvider.NOW)) {
      return authenticator.examineConfiguration().stream()
          .filter(check -> check.name().startsWith("discovery of "))
          .findFirst()
          .orElseThrow();
    }
  }

  private void serveDocument(String name, String keys) {
    serve(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(name, keys));
  }

  private void serve(String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }
}
