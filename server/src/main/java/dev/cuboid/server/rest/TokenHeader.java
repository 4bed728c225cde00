package dev.cuboid.server.rest;

import dev.cuboid.server.http.Request;
import java.util.Optional;

/** Finds the token of a request. */
final class TokenHeader {

  /**
   * What the headers say.
   *
   * @param isThere whether there is a header for a token
   * @param token without {@code Bearer}; empty where the header holds none
   */
  record Found(boolean isThere, Optional<String> token) {}

  private TokenHeader() {}

  /** The word behind the first space, or the only word, as Cube reads it. */
  static Found of(Request request) {
    Optional<String> header =
        request.header("x-cube-authorization").or(() -> request.header("authorization"));
    if (header.isEmpty() || header.get().isEmpty()) {
      return new Found(header.isPresent(), Optional.empty());
    }
    String[] words = header.get().split(" ", -1);
    String token = words.length > 1 ? words[1] : words[0];
    return new Found(true, Optional.of(token).filter(text -> !text.isEmpty()));
  }
}
