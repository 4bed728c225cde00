package dev.cuboid.server.doctor;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.query.plan.RowFilters;
import dev.cuboid.script.ScriptEngine;
import dev.cuboid.security.Authenticator;
import dev.cuboid.security.SecurityContext;
import dev.cuboid.security.TokenExplanation;
import dev.cuboid.security.TokenExplanation.Check;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import dev.cuboid.server.hooks.CubeJs;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.project.ModelFolder;
import dev.cuboid.server.project.SignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Examines a project as it would be served, without serving it: providers are asked for their keys,
 * the database is not asked.
 */
public final class ProjectDoctor {

  private final Path project;
  private final Clock clock;
  private final List<Check> settings = new ArrayList<>();

  private ProjectDoctor(Path project, Clock clock) {
    this.project = project;
    this.clock = clock;
  }

  /**
   * @param process variables that win over the project's {@code .env}
   * @param token to walk through each check
   * @throws IOException if the project cannot be read
   */
  public static Diagnosis examine(
      Path project, Map<String, String> process, Optional<String> token, Clock clock)
      throws IOException {
    Environment variables = Environment.load(project, process);
    return new ProjectDoctor(project, clock).examine(variables, token);
  }

  private Diagnosis examine(Environment variables, Optional<String> token) throws IOException {
    try (ScriptEngine scripts = ScriptEngine.create(clock)) {
      Optional<CubeJs> cubeJs = cubeJs(variables, scripts);
      try {
        Environment environment =
            cubeJs.map(file -> variables.with(file.variables())).orElse(variables);
        settings.addAll(new SettingsExaminer(environment).examine());
        return diagnosis(environment, cubeJs, scripts, token);
      } finally {
        cubeJs.ifPresent(CubeJs::close);
      }
    }
  }

  private Optional<CubeJs> cubeJs(Environment variables, ScriptEngine scripts) throws IOException {
    try {
      Optional<CubeJs> file = CubeJs.load(project, scripts, variables);
      file.ifPresent(
          _ -> settings.add(Check.passed("cube.js", Optional.empty(), Optional.of("loads"))));
      return file;
    } catch (ConfigurationException e) {
      settings.add(
          Check.failed(
              "cube.js", Optional.empty(), Optional.empty(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private Diagnosis diagnosis(
      Environment environment,
      Optional<CubeJs> cubeJs,
      ScriptEngine scripts,
      Optional<String> token)
      throws IOException {
    List<Check> signIn = List.of();
    Optional<TokenExplanation> explanation = Optional.empty();
    try (Authenticator authenticator = authenticator(environment, cubeJs)) {
      signIn = authenticator.examineConfiguration();
      explanation = token.map(authenticator::explain);
    } catch (ConfigurationException e) {
      boolean said =
          settings.stream()
              .anyMatch(check -> check.advice().equals(Optional.ofNullable(e.getMessage())));
      if (!said) {
        settings.add(
            Check.failed(
                "sign-in", Optional.empty(), Optional.empty(), String.valueOf(e.getMessage())));
      }
    }
    if (cubeJs.flatMap(file -> file.hooks().checkAuth()).isPresent()) {
      settings.add(
          Check.skipped(
              "checkAuth",
              Optional.empty(),
              "this function of cube.js decides in place of the checks of the token below"));
    }
    List<RowFilters> filters = rowFilters(environment, scripts, explanation);
    return new Diagnosis(settings, signIn, explanation, filters);
  }

  private Authenticator authenticator(Environment environment, Optional<CubeJs> cubeJs) {
    return Authenticator.create(
        SignIn.config(
            environment, Optional::empty, cubeJs.map(CubeJs::hooks).orElseGet(ProjectHooks::none)),
        clock,
        SignIn.access(environment));
  }

  private List<RowFilters> rowFilters(
      Environment environment, ScriptEngine scripts, Optional<TokenExplanation> token)
      throws IOException {
    ContextValues context =
        token
            .flatMap(TokenExplanation::context)
            .map(SecurityContext::values)
            .map(ContextValues::of)
            .orElseGet(ContextValues::empty);
    ModelCompiler compiler = ModelCompilers.standard(scripts, (_, _) -> {});
    ModelFolder folder = ModelFolder.of(project, environment.find(Settings.SCHEMA_PATH));
    try {
      List<RowFilters> filters = RowFilters.of(compiler.compile(folder.read(), context), context);
      settings.add(Check.passed("data model", Optional.empty(), Optional.of("compiles")));
      return filters;
    } catch (ModelException e) {
      settings.add(
          Check.failed(
              "data model", Optional.empty(), Optional.empty(), String.valueOf(e.getMessage())));
      return List.of();
    }
  }
}
