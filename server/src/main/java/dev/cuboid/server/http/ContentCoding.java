package dev.cuboid.server.http;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A form in which an answer can be sent to a client that takes it; the better ones first.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1">RFC 9110, content codings</a>
 */
public enum ContentCoding {
  /** RFC 8878. Its native code is loaded at its first use. */
  ZSTD("zstd") {
    @Override
    OutputStream encoder(OutputStream out) throws IOException {
      return new ZstdOutputStreamNoFinalizer(out);
    }
  },
  /** RFC 1952. */
  GZIP("gzip") {
    @Override
    OutputStream encoder(OutputStream out) throws IOException {
      return new GZIPOutputStream(out, BUFFER);
    }
  };

  private static final int BUFFER = 8 * 1024;

  private final String token;

  ContentCoding(String token) {
    this.token = token;
  }

  /** As headers name it. */
  String token() {
    return token;
  }

  /**
   * Encodes what is written to it.
   *
   * @param out takes the coded form, and is closed with the encoder
   */
  abstract OutputStream encoder(OutputStream out) throws IOException;
}
