package dev.cuboid.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/** Sends an answer in the form that its client takes. */
final class AnswerSender {

  /** Up to here an answer is put together before it is sent. */
  private static final int SENT_AT_ONCE = 64 * 1024;

  /** What is shorter fits into a packet as it is. */
  private static final int LEAST_CODED = 1024;

  private static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());

  private final org.eclipse.jetty.server.Response jetty;
  private final Callback callback;

  AnswerSender(org.eclipse.jetty.server.Response jetty, Callback callback) {
    this.jetty = jetty;
    this.callback = callback;
  }

  void send(Request request, Response response) throws IOException {
    jetty.setStatus(response.status());
    HttpFields.Mutable headers = jetty.getHeaders();
    // None of them is there yet; to look for each would cost more than to send it.
    response.headers().forEach(headers::add);
    boolean hasNoContent = response.status() == 304 || response.status() == 204;
    Optional<ContentCoding> coding = Optional.empty();
    if (isText(response)) {
      headers.ensureField(VARY);
      coding = hasNoContent ? Optional.empty() : coding(request, response);
    }
    coding.ifPresent(chosen -> headers.put(HttpHeader.CONTENT_ENCODING, chosen.token()));
    boolean bodiless = hasNoContent || request.method().equals("HEAD");
    if (bodiless || response.body().length() == 0) {
      if (!hasNoContent && coding.isEmpty()) {
        headers.put(HttpHeader.CONTENT_LENGTH, response.body().length());
      }
      callback.succeeded();
    } else if (coding.isPresent()) {
      sendCoded(response.body(), coding.get());
    } else {
      send(response.body());
    }
  }

  private static Optional<ContentCoding> coding(Request request, Response response) {
    AcceptedCodings accepted = AcceptedCodings.of(request.header("accept-encoding"));
    boolean pays = response.body().length() >= LEAST_CODED;
    return pays || !accepted.plain() ? accepted.best() : Optional.empty();
  }

  /** What is not text is packed already, and so is what says so itself. */
  private static boolean isText(Response response) {
    // An answer without content has no type; with content it would be text nearly always.
    String type = response.headers().getOrDefault("Content-Type", "text/");
    return !response.headers().containsKey("Content-Encoding")
        && (type.startsWith("text/")
            || type.startsWith("application/json")
            || type.startsWith("application/javascript")
            || type.startsWith("image/svg+xml"));
  }

  private void sendCoded(Body body, ContentCoding coding) throws IOException {
    Optional<Body> kept = body.coded(coding);
    if (kept.isPresent()) {
      send(kept.get());
    } else if (body.length() <= SENT_AT_ONCE) {
      send(Body.of(KeptBody.bytesOf(body, coding)));
    } else {
      try (OutputStream out = coding.encoder(Content.Sink.asOutputStream(jetty))) {
        body.writeTo(out);
      }
      callback.succeeded();
    }
  }

  private void send(Body body) throws IOException {
    jetty.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
    if (body.length() <= SENT_AT_ONCE) {
      // With its headers in one packet, where that is large enough.
      jetty.write(true, ByteBuffer.wrap(body.toBytes()), callback);
      return;
    }
    try (OutputStream out = Content.Sink.asOutputStream(jetty)) {
      body.writeTo(out);
    }
    callback.succeeded();
  }
}
