package dev.cuboid.query.plan;

/** Is told of filters whose value the security context lacks; may be called by many threads. */
@FunctionalInterface
public interface MissingValueListener {

  /**
   * @param cube whose SQL has the filter
   * @param claim the path below {@code SECURITY_CONTEXT}
   */
  void missing(String cube, String claim);
}
