package dev.cuboid.playground;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the Developer Playground, read from the class path. Safe for use by many threads; a
 * file that was read once is kept.
 *
 * <p>The site routes by the part of the address behind the {@code #}, so a server needs no more
 * than the file that is asked for; a path without a file extension is answered with the index.
 */
public final class PlaygroundSite {
  private static final String FOLDER = "site/";
  private static final String INDEX = "index.html";

  /** What the bundler names by a hash of its content, which may be kept for ever. */
  private static final String HASHED_FOLDER = "assets/";

  /**
   * Segments that begin with a dot are refused with this, and so is every way out of the folder.
   */
  private static final Pattern SAFE_PATH =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "png", "image/png",
          "svg", "image/svg+xml; charset=utf-8",
          "txt", "text/plain; charset=utf-8",
          "woff2", "font/woff2");

  /**
   * Scripts and styles come from the site's own files only. Connections are open, because the Token
   * page talks to the issuer that its user names.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; connect-src *; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final ConcurrentHashMap<String, SiteFile> files = new ConcurrentHashMap<>();

  private PlaygroundSite() {}

  /**
   * The site on the class path.
   *
   * @throws IllegalStateException if the jar was built without the site
   */
  public static PlaygroundSite create() {
    PlaygroundSite site = new PlaygroundSite();
    if (site.read(INDEX).isEmpty()) {
      throw new IllegalStateException(
          "the Playground's site is not on the class path (%s%s is missing): build the module playground"
              .formatted(FOLDER, INDEX));
    }
    return site;
  }

  /** The page that starts the Playground. */
  public SiteFile index() {
    return read(INDEX).orElseThrow();
  }

  /**
   * The file for the path of a request.
   *
   * @param path the decoded path, with or without its leading slash, without the query string
   * @return empty if the site has no such file
   */
  public Optional<SiteFile> find(String path) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    if (relative.isEmpty()) {
      return Optional.of(index());
    }
    if (!SAFE_PATH.matcher(relative).matches()) {
      return Optional.empty();
    }
    if (extension(relative).isEmpty()) {
      return Optional.of(index());
    }
    return read(relative);
  }

  private Optional<SiteFile> read(String relative) {
    SiteFile known = files.get(relative);
    if (known != null) {
      return Optional.of(known);
    }
    try (InputStream stream = PlaygroundSite.class.getResourceAsStream(FOLDER + relative)) {
      if (stream == null) {
        return Optional.empty();
      }
      SiteFile file = siteFile(relative, stream.readAllBytes());
      files.put(relative, file);
      return Optional.of(file);
    } catch (IOException exception) {
      throw new UncheckedIOException(
          "cannot read %s of the Playground".formatted(relative), exception);
    }
  }

  private static SiteFile siteFile(String relative, byte[] content) {
    String contentType =
        CONTENT_TYPES.getOrDefault(extension(relative), "application/octet-stream");
    String entityTag = entityTag(content);
    String caching =
        relative.startsWith(HASHED_FOLDER) ? "public, max-age=31536000, immutable" : "no-cache";
    return new SiteFile(
        content,
        contentType,
        entityTag,
        Map.of(
            "Cache-Control", caching,
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "Content-Type", contentType,
            "ETag", entityTag,
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff"));
  }

  private static String extension(String relative) {
    String name = relative.substring(relative.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  private static String entityTag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException exception) {
      throw new AssertionError("every Java platform has SHA-256", exception);
    }
  }
}
