package dev.cuboid.server.validation;

import dev.cuboid.model.ContextValues;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What is checked.
 *
 * @param project the project's folder
 * @param environment the process environment, which wins over the project's {@code .env}
 * @param context the security context for which the model is compiled and asked; none, and it is
 *     compiled for an anonymous request
 * @param database whether the database is asked as well
 * @param clock by which the database's answers are timed
 */
public record ValidationOptions(
    Path project,
    Map<String, String> environment,
    Optional<ContextValues> context,
    boolean database,
    Clock clock) {

  public ValidationOptions {
    environment = Map.copyOf(environment);
  }
}
