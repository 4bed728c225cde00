package dev.cuboid.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weak entity tags as Express makes them, and 304 for a client that has the same already. */
public final class EntityTags {

  private EntityTags() {}

  /** The tag of a body. */
  public static String of(byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      String hash = Base64.getEncoder().encodeToString(digest.digest(body)).substring(0, 27);
      return "W/\"" + Integer.toHexString(body.length) + "-" + hash + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** What else the full answer would have said, as RFC 9110, section 15.4.5 has it. */
  private static Map<String, String> withoutContent(Map<String, String> headers) {
    Map<String, String> kept = new HashMap<>(headers);
    kept.remove("Content-Type");
    return kept;
  }

  /** The answer with its tag, or 304 where the request already has it. */
  public static Response conditional(Request request, Response response, String tag) {
    boolean same =
        request
            .header("if-none-match")
            .map(known -> known.equals("*") || List.of(known.split(",\\s*")).contains(tag))
            .orElse(false);
    return same
        ? new Response(304, withoutContent(response.headers()), Body.empty())
            .withHeader("ETag", tag)
        : response.withHeader("ETag", tag);
  }
}
