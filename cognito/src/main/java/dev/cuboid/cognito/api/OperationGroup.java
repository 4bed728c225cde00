package dev.cuboid.cognito.api;

import java.util.Map;

/** Operations that belong together. */
interface OperationGroup {

  /** The operations by name. */
  Map<String, Operation> operations();
}
