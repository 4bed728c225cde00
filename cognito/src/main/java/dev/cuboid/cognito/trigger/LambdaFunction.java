package dev.cuboid.cognito.trigger;

import tools.jackson.databind.JsonNode;

/** A function that takes an event and gives it back changed. */
interface LambdaFunction {

  /** The name for the log: a file or an address. */
  String name();

  /**
   * Runs the function.
   *
   * @throws FunctionException when it fails or takes too long
   */
  JsonNode invoke(String event) throws FunctionException;
}
