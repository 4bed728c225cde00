package dev.cuboid.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://issuer.example/keys, proxy.example:3128",
    "http://issuer.example/keys, other.example:80",
    "https://inner.corp.example/keys, direct",
    "https://corp.example/keys, direct",
    "https://notcorp.example/keys, proxy.example:3128",
    "https://deep.below.test/keys, direct",
    "https://issuer.example:8443/keys, direct",
    "http://localhost:9229/keys, direct",
    "http://127.0.0.1:9229/keys, direct"
  })
  void eachAddressGoesItsWay(URI address, String expected) {
    var proxies =
        ProxyVariables.of(
            Map.of(
                "HTTPS_PROXY", "http://proxy.example:3128",
                "http_proxy", "other.example",
                "NO_PROXY", "corp.example, *.below.test,issuer.example:8443"));

    List<Proxy> chosen = proxies.select(address);

    assertThat(chosen)
        .singleElement()
        .satisfies(
            proxy ->
                assertThat(
                        proxy.equals(Proxy.NO_PROXY)
                            ? "direct"
                            : proxy.address().toString().replace("/<unresolved>", ""))
                    .isEqualTo(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "http://name:password@proxy.example, HTTPS_PROXY has a password in it; a proxy that asks for"
        + " one cannot be used",
    "http://, HTTPS_PROXY is no address",
    ":3128, HTTPS_PROXY is no address such as http://proxy:3128"
  })
  void aProxyThatCannotBeUsedIsSaidWithoutItsPassword(String value, String message) {
    assertThatThrownBy(() -> ProxyVariables.of(Map.of("HTTPS_PROXY", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void keysAreFetchedThroughTheProxy() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> firstLine(listener));
      ProviderAccess access =
          ProviderAccess.within(Duration.ofSeconds(5))
              .through(
                  ProxyVariables.of(
                      Map.of("https_proxy", "http://127.0.0.1:" + listener.getLocalPort())));
      try (Authenticator authenticator =
          Authenticator.create(config(), () -> TestProvider.NOW, access)) {
        assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("CONNECT keys.example:443 HTTP/1.1");
        assertThat(authenticator.config().jwkUrl()).isPresent();
      }
    }
  }

  private static String firstLine(ServerSocket listener) {
    try (Socket socket = listener.accept();
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      return String.valueOf(reader.readLine());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static AuthenticationConfig config() {
    return new AuthenticationConfig(
        false,
        Optional.of(URI.create("https://keys.example/jwks.json")),
        List.of(),
        List.of("RS256"),
        List.of(TestProvider.ISSUER),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Duration.ofHours(1),
        Optional.empty());
  }
}
