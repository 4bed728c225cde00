package dev.cuboid.server.validation;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.query.plan.MissingContextValue;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.script.ScriptEngine;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import dev.cuboid.server.fetch.AllowedHosts;
import dev.cuboid.server.hooks.CubeJs;
import dev.cuboid.server.hooks.HookException;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.project.ModelFolder;
import dev.cuboid.server.validation.Finding.Place;
import dev.cuboid.server.validation.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a project's data model without serving it. */
public final class Validation {

  private static final Logger log = LoggerFactory.getLogger(Validation.class);

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing((Finding finding) -> finding.place().map(Place::file).orElse(""))
          .thenComparing(finding -> finding.place().map(Place::line).orElse(0))
          .thenComparing(finding -> finding.place().map(Place::column).orElse(0));

  private final ValidationOptions options;
  private final Environment environment;
  private final ModelFolder folder;

  private Validation(ValidationOptions options, Environment environment) {
    this.options = options;
    this.environment = environment;
    this.folder = ModelFolder.of(options.project(), environment.find(Settings.SCHEMA_PATH));
  }

  /**
   * Everything that was found, in the order of the files.
   *
   * @throws IOException when a file cannot be read
   * @throws ConfigurationException when a setting cannot be used, or {@code cube.js} fails
   */
  public static List<Finding> of(ValidationOptions options) throws IOException {
    Environment variables = Environment.load(options.project(), options.environment());
    try (ScriptEngine scripts = ScriptEngine.create(options.clock())) {
      Optional<CubeJs> cubeJs = CubeJs.load(options.project(), scripts, variables);
      try {
        Environment environment =
            cubeJs.map(file -> variables.with(file.variables())).orElse(variables);
        ProjectHooks hooks = cubeJs.map(CubeJs::hooks).orElseGet(ProjectHooks::none);
        List<Finding> findings = new Validation(options, environment).findings(scripts, hooks);
        return findings.stream().sorted(BY_PLACE).toList();
      } finally {
        cubeJs.ifPresent(CubeJs::close);
      }
    }
  }

  private List<Finding> findings(ScriptEngine scripts, ProjectHooks hooks) throws IOException {
    DataModel model;
    try {
      model = compiled(scripts);
    } catch (ModelException e) {
      return e.errors().stream().map(this::finding).toList();
    }
    List<Finding> findings = new ArrayList<>(preAggregations(model, hooks));
    PlanContext context = context();
    if (options.database()) {
      try (DatabaseCheck database =
          DatabaseCheck.create(options.project(), environment, model, context, options.clock())) {
        model.cubes().values().forEach(cube -> findings.addAll(database.check(cube, place(cube))));
      }
    }
    if (options.context().isPresent()) {
      UnfilteredCubes unfiltered = new UnfilteredCubes(model, context);
      unfiltered.find().forEach(cube -> findings.add(unfiltered(cube)));
    }
    return findings;
  }

  private List<Finding> preAggregations(DataModel model, ProjectHooks hooks) {
    PreAggregationCheck check =
        new PreAggregationCheck(environment, options.project(), hooks, options.context());
    try {
      return check.obstacles(model).stream()
          .map(
              obstacle ->
                  new Finding(
                      Severity.ERROR,
                      Optional.of(place(obstacle.preAggregation().position())),
                      Optional.of(obstacle.preAggregation().fullName()),
                      obstacle.message()))
          .toList();
    } catch (HookException e) {
      return List.of(
          new Finding(
              Severity.ERROR,
              Optional.empty(),
              Optional.empty(),
              "preAggregationsSchema of cube.js fails for this context: " + e.getMessage()));
    }
  }

  private DataModel compiled(ScriptEngine scripts) throws IOException {
    CompilerOptions compilerOptions =
        CompilerOptions.defaults()
            .withConsole((level, line) -> log.info("model: {}", line))
            .withEnvironment(environment.variables())
            .withFetcher(AllowedHosts.of(environment.find(Settings.FETCH_HOSTS).orElse(List.of())));
    return ModelCompilers.standard(scripts, compilerOptions)
        .compile(folder.read(), options.context().orElseGet(ContextValues::empty));
  }

  private PlanContext context() {
    return new PlanContext(
        options.context().orElseGet(ContextValues::empty),
        environment.get(Settings.SECURITY_CONTEXT_LENIENT)
            ? MissingContextValue.ALLOW_ALL
            : MissingContextValue.DENY);
  }

  private Finding finding(ModelError error) {
    return new Finding(
        Severity.ERROR, error.position().map(this::place), error.member(), error.message());
  }

  private Finding unfiltered(Cube cube) {
    return new Finding(
        Severity.NOTE,
        place(cube),
        Optional.of(cube.name()),
        "with this context all rows of "
            + cube.name()
            + " can be read: its SQL is not filtered by SECURITY_CONTEXT");
  }

  private Optional<Place> place(Cube cube) {
    return cube.position().map(this::place);
  }

  private Place place(SourcePosition position) {
    Path root = options.project().toAbsolutePath().normalize();
    Path file = folder.path().toAbsolutePath().normalize().resolve(position.file());
    String name = file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    return new Place(name.replace('\\', '/'), position.line(), position.column());
  }
}
