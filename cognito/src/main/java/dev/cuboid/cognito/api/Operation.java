package dev.cuboid.cognito.api;

import tools.jackson.databind.node.ObjectNode;

/** One operation of the API. */
@FunctionalInterface
interface Operation {

  /**
   * Does it.
   *
   * @return the output; an empty object for none
   * @throws dev.cuboid.cognito.pool.CognitoException when it is refused
   */
  ObjectNode apply(ApiCall call);
}
