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

  /** The answer with its tag, or 304 where the request already has it. */
  public static Response conditional(Request request, Response response, String tag) {
    boolean same = request.header("if-none-match").filter(known -> names(known, tag)).isPresent();
    return same ? unchanged(response, tag) : response.withHeader("ETag", tag);
  }

  private static boolean names(String known, String tag) {
    return known.equals(tag) || known.equals("*") || List.of(known.split(",\\s*")).contains(tag);
  }

  /** With what else the full answer would have said, as RFC 9110, section 15.4.5 has it. */
  private static Response unchanged(Response full, String tag) {
    Map<String, String> headers = new HashMap<>(full.headers());
    headers.remove("Content-Type");
    headers.put("ETag", tag);
    return new Response(304, headers, Body.empty());
  }
}
