package dev.cuboid.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Weak entity tags as Express makes them, and 304 for a client that has the same already. */
public final class EntityTags {

  private EntityTags() {}

  /** The tag of a body. */
  public static String of(List<byte[]> body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      long length = 0;
      for (byte[] piece : body) {
        digest.update(piece);
        length += piece.length;
      }
      String hash = Base64.getEncoder().encodeToString(digest.digest()).substring(0, 27);
      return "W/\"" + Long.toHexString(length) + "-" + hash + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** The answer with its tag, or 304 where the request already has it. */
  public static Response conditional(Request request, Response response, String tag) {
    boolean same =
        request
            .header("if-none-match")
            .map(known -> known.equals("*") || List.of(known.split(",\\s*")).contains(tag))
            .orElse(false);
    return same
        ? new Response(304, Map.of("ETag", tag), List.of())
        : response.withHeader("ETag", tag);
  }
}
