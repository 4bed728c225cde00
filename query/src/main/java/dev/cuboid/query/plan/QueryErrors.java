package dev.cuboid.query.plan;

import dev.cuboid.query.QueryException;

/** Errors in the words on which Cube's clients match. */
final class QueryErrors {

  private QueryErrors() {}

  static QueryException user(String message) {
    return new QueryException(QueryException.Kind.USER_ERROR, message);
  }

  static QueryException noPrimaryKey(String cube) {
    return user("One or more Primary key is required for '%s' cube".formatted(cube));
  }

  static QueryException multiplied(String measure) {
    return user(
        "'%s' references cubes that lead to row multiplication. Please rewrite it using sub query."
            .formatted(measure));
  }
}
