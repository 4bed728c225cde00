package dev.cuboid.playground;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * One file of the Playground's site, ready to be sent. Immutable and safe for use by many threads.
 */
public final class SiteFile {
  private final ByteBuffer content;
  private final String contentType;
  private final String entityTag;
  private final Map<String, String> headers;

  SiteFile(byte[] content, String contentType, String entityTag, Map<String, String> headers) {
    this.content = ByteBuffer.wrap(content.clone()).asReadOnlyBuffer();
    this.contentType = contentType;
    this.entityTag = entityTag;
    this.headers = Map.copyOf(headers);
  }

  /** The file's bytes: a read-only view with a position of its own at every call. */
  public ByteBuffer content() {
    return content.duplicate();
  }

  /** The number of bytes. */
  public int size() {
    return content.limit();
  }

  /** The value of {@code Content-Type}, with the character set for text. */
  public String contentType() {
    return contentType;
  }

  /**
   * A strong entity tag with its quotes (RFC 9110, section 8.8.3), to be compared with {@code
   * If-None-Match}.
   */
  public String entityTag() {
    return entityTag;
  }

  /**
   * All headers to send with the file: {@code Content-Type}, {@code ETag}, {@code Cache-Control}
   * and the security headers.
   */
  public Map<String, String> headers() {
    return headers;
  }
}
