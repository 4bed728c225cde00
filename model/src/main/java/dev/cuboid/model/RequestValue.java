package dev.cuboid.model;

import org.jspecify.annotations.Nullable;

/** Something that the author of an access rule computes from the security context of a request. */
@FunctionalInterface
public interface RequestValue {

  /**
   * May be called from several threads.
   *
   * @param context the security context of the request
   * @return a plain Java value: null, Boolean, Number, String, List, Map
   * @throws ModelException when the author's code fails
   */
  @Nullable Object evaluate(ContextValues context);
}
