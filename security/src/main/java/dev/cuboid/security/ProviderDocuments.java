package dev.cuboid.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what providers publish as JSON. It follows no redirects, and bounds size and time,
 * because whoever answers is not under our control. Thread-safe.
 */
final class ProviderDocuments implements AutoCloseable {

  private static final int MAXIMUM_BYTES = 512 * 1024;
  private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

  /**
   * @param maximumAge for which the provider lets it be kept, if it says so
   */
  record Document(Map<String, @Nullable Object> content, Optional<Duration> maximumAge) {}

  /** A discovery document that names another issuer than the one that was asked. */
  static final class OtherIssuerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String named;

    OtherIssuerException(String named, String expected) {
      super("the discovery document is that of the issuer " + named + ", expected " + expected);
      this.named = named;
    }

    String named() {
      return named;
    }
  }

  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout of a whole answer, from the connection to the last byte
   */
  ProviderDocuments(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * @throws IOException with what went wrong, fit for a log
   */
  Document fetch(URI uri) throws IOException, InterruptedException {
    requireSafe(uri);
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "application/json").build();
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    try {
      Map<String, @Nullable Object> content = StrictJson.object(response.body(), "answer");
      return new Document(content, maximumAge(response));
    } catch (InvalidTokenException e) {
      throw new IOException(e.detail(), e);
    }
  }

  /**
   * Where an issuer says that its keys are. A document that speaks of another issuer would let that
   * one sign for ours.
   *
   * @throws IOException with what went wrong, fit for a log
   */
  URI keySetUri(KeySource.Discovery discovery) throws IOException, InterruptedException {
    Map<String, @Nullable Object> document = fetch(discovery.uri()).content();
    if (!discovery.issuer().equals(document.get("issuer"))) {
      throw new OtherIssuerException(
          Printable.text(String.valueOf(document.get("issuer"))), discovery.issuer());
    }
    if (document.get("jwks_uri") instanceof String uri) {
      try {
        return URI.create(uri);
      } catch (IllegalArgumentException e) {
        throw new IOException("\"jwks_uri\" of the discovery document is no URL", e);
      }
    }
    throw new IOException("the discovery document has no \"jwks_uri\"");
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MAXIMUM_BYTES));
    try {
      // The client's own timeout ends with the headers; a body that drips would hold us for ever.
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message = cause.getMessage();
      throw new IOException(message == null ? cause.getClass().getSimpleName() : message, cause);
    } finally {
      answer.cancel(/* mayInterruptIfRunning= */ true);
    }
  }

  private static Optional<Duration> maximumAge(HttpResponse<?> response) {
    Matcher maximum = MAX_AGE.matcher(response.headers().firstValue("Cache-Control").orElse(""));
    return maximum.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(maximum.group(1))))
        : Optional.empty();
  }

  /** Keys that come over an open line could be anybody's. */
  private static void requireSafe(URI uri) throws IOException {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    boolean secure = scheme.equals("https");
    boolean local = scheme.equals("http") && host != null && LOOPBACK.matcher(host).matches();
    if (host == null || !(secure || local)) {
      throw new IOException("keys are fetched over https only, or from this machine");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
