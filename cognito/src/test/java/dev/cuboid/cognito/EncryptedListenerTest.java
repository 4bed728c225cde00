package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener for clients that insist on HTTPS. */
class EncryptedListenerTest {

  @TempDir private Path directory;

  @Test
  void whoTrustsTheKeptAuthorityIsServed() throws Exception {
    byte[] authority;
    try (TestPool pool = pool()) {
      URI encrypted = pool.server.encryptedUri().orElseThrow();
      URI document = encrypted.resolve("/" + TestPool.POOL_ID + "/.well-known/jwks.json");
      authority = Files.readAllBytes(directory.resolve("tls/ca.pem"));

      assertThat(get(trusting(directory.resolve("tls/ca.pem")), document))
          .isEqualTo(pool.browser().get(pool.server.keySetUri().getPath()).body());
      try (HttpClient stranger = HttpClient.newHttpClient()) {
        assertThatThrownBy(() -> get(stranger, document)).isInstanceOf(SSLHandshakeException.class);
      }
    }
    try (TestPool pool = pool()) {
      assertThat(pool.server.encryptedUri()).isPresent();
      assertThat(Files.readAllBytes(directory.resolve("tls/ca.pem"))).isEqualTo(authority);
    }
  }

  @Test
  void itNeedsAPlaceForItsCertificates() {
    CognitoOptions.Builder options = CognitoOptions.builder().tlsPort(0);

    assertThatThrownBy(options::build)
        .hasMessage("an encrypted listener needs a state directory to keep its certificates in");
  }

  private TestPool pool() {
    return TestPool.start(options -> options.stateDirectory(directory).tlsPort(0));
  }

  private static String get(HttpClient client, URI uri) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static HttpClient trusting(Path authority) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream stream = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(stream));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
