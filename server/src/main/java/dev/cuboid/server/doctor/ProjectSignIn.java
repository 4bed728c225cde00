package dev.cuboid.server.doctor;

import dev.cuboid.script.ScriptEngine;
import dev.cuboid.security.AuthenticationConfig;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.hooks.CubeJs;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.project.SignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Reads which tokens a project takes, as its server would. */
public final class ProjectSignIn {

  private ProjectSignIn() {}

  /**
   * @param process variables that win over the project's {@code .env}
   * @throws IOException if the project cannot be read
   * @throws ConfigurationException where a setting cannot be used
   */
  public static AuthenticationConfig config(Path project, Map<String, String> process, Clock clock)
      throws IOException {
    Environment variables = Environment.load(project, process);
    try (ScriptEngine scripts = ScriptEngine.create(clock)) {
      Optional<CubeJs> cubeJs = CubeJs.load(project, scripts, variables);
      try {
        Environment environment =
            cubeJs.map(file -> variables.with(file.variables())).orElse(variables);
        return SignIn.config(
            environment, Optional::empty, cubeJs.map(CubeJs::hooks).orElseGet(ProjectHooks::none));
      } finally {
        cubeJs.ifPresent(CubeJs::close);
      }
    }
  }
}
