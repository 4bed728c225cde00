package dev.cuboid.model;

/** A function of the model's author that needs a request's values to say its SQL. */
@FunctionalInterface
public interface DynamicSql {

  /**
   * May be called from several threads.
   *
   * @param context the security context of the request
   * @return the SQL for it, in which no part is {@link SqlPart.Dynamic} any more
   * @throws ModelException when the author's code fails
   */
  SqlTemplate evaluate(ContextValues context);
}
