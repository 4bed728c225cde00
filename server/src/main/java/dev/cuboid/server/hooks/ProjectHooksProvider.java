package dev.cuboid.server.hooks;

import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the hooks of a project in Java, in place of a {@code cube.js}: a jar in the project's
 * folder {@code plugins} names an implementation in {@code
 * META-INF/services/dev.cuboid.server.hooks.ProjectHooksProvider}. It has a public constructor
 * without parameters. Unlike {@code cube.js} it runs with the rights of the server.
 *
 * @see java.util.ServiceLoader
 */
@FunctionalInterface
public interface ProjectHooksProvider {

  /**
   * Called once, at the start; what it throws ends the start.
   *
   * @param environment of the process and of the project's {@code .env}
   */
  ProjectHooks create(Path project, Map<String, String> environment);
}
