package dev.cuboid.query;

/**
 * How fresh an answer must be: {@code cache} of a request.
 *
 * @see <a href="https://cube.dev/docs/product/apis-integrations/queries#cache-control">Cache
 *     control</a>
 */
public enum CacheMode {
  /** A fresh answer, or an older one where the fresh one takes too long. */
  STALE_IF_SLOW,
  /** What is cached, while a fresh answer is prepared in the background. */
  STALE_WHILE_REVALIDATE,
  /** A fresh answer, however long it takes. */
  MUST_REVALIDATE,
  /** The query is run, whatever is cached. */
  NO_CACHE
}
