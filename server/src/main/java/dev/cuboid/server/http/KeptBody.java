package dev.cuboid.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bytes that are sent to many: each coded form is made once, when it is first asked for.
 * Thread-safe.
 */
final class KeptBody implements Body {

  private final byte[] bytes;
  private final Map<ContentCoding, Body> coded = new ConcurrentHashMap<>();

  KeptBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  @Override
  public Optional<Body> coded(ContentCoding coding) {
    return Optional.of(coded.computeIfAbsent(coding, this::encoded));
  }

  private Body encoded(ContentCoding coding) {
    return Body.of(bytesOf(this, coding));
  }

  /** All of a body in its coded form. */
  static byte[] bytesOf(Body body, ContentCoding coding) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream encoder = coding.encoder(out)) {
      body.writeTo(encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
