package dev.cuboid.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What an answer says. Its bytes may be made while they are sent, so that a large one is never in
 * memory as a whole.
 */
public interface Body {

  /** How many bytes it has. */
  long length();

  /** Writes all of it. */
  void writeTo(OutputStream out) throws IOException;

  /** Its coded form, where that is kept; else it is made while the answer is sent. */
  default Optional<Body> coded(ContentCoding coding) {
    return Optional.empty();
  }

  /** All of it at once: for what is known to be small. */
  default byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(length()));
    try {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Nothing. */
  static Body empty() {
    return of(new byte[0]);
  }

  /**
   * Bytes that are there.
   *
   * @param bytes must not be changed
   */
  static Body of(byte[] bytes) {
    return new Body() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  /**
   * Bytes that are sent to many, whose coded forms are made once.
   *
   * @param bytes must not be changed
   */
  static Body kept(byte[] bytes) {
    return new KeptBody(bytes);
  }

  /** One after the other. */
  static Body joined(List<Body> parts) {
    List<Body> inOrder = List.copyOf(parts);
    return new Body() {
      @Override
      public long length() {
        return inOrder.stream().mapToLong(Body::length).sum();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        for (Body part : inOrder) {
          part.writeTo(out);
        }
      }
    };
  }
}
