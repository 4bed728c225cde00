package dev.cuboid.cognito.api;

import dev.cuboid.cognito.pool.CognitoException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Cuts long lists into pages. A page's token is the position of its first item, opaquely. */
final class Paging {

  /** One page and the token of the next, if there is one. */
  record Page<T>(List<T> items, Optional<String> next) {}

  private Paging() {}

  static <T> Page<T> page(List<T> all, Optional<String> token, int limit) {
    int start = token.map(Paging::position).orElse(0);
    int end = Math.min(all.size(), start + Math.max(1, limit));
    List<T> items = start >= all.size() ? List.of() : all.subList(start, end);
    Optional<String> next = end < all.size() ? Optional.of(token(end)) : Optional.empty();
    return new Page<>(items, next);
  }

  private static String token(int position) {
    return Base64.getUrlEncoder()
        .encodeToString(("from:" + position).getBytes(StandardCharsets.US_ASCII));
  }

  private static int position(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
      if (text.startsWith("from:")) {
        return Math.max(0, Integer.parseInt(text.substring("from:".length())));
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one answer for whatever is no token of ours.
    }
    throw CognitoException.invalidParameter("Invalid pagination token.");
  }
}
