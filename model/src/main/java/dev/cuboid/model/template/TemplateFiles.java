package dev.cuboid.model.template;

import dev.cuboid.jinja.JinjaEnvironment;
import dev.cuboid.jinja.JinjaException;
import dev.cuboid.jinja.JinjaFunction;
import dev.cuboid.jinja.JinjaLimits;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.script.ScriptModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model that are Jinja templates: YAML files that have Jinja's braces in them, files
 * that end with {@code .yml.jinja} or {@code .yaml.jinja}, and other {@code .jinja} files, from
 * which the former import. Not thread-safe.
 *
 * @see <a href="https://cube.dev/docs/product/data-modeling/dynamic/jinja">Cube, Jinja</a>
 */
public final class TemplateFiles {

  /** The file that adds variables, functions and filters. */
  public static final String GLOBALS = "globals.js";

  private static final List<String> SYNTAX = List.of("{%", "%}", "{{", "}}");
  private static final Pattern YAML = Pattern.compile(".*\\.ya?ml(\\.jinja)?");

  private final List<ModelFile> files;
  private final Set<ModelFile> templates;
  private final Supplier<JinjaEnvironment> environments;
  private final ModelErrors errors;
  private final TemplateOrigins origins;
  private @Nullable JinjaEnvironment environment;

  /**
   * @param files all files of the model
   * @param compileContext what {@code COMPILE_CONTEXT} is
   * @param variables what {@code env_var} reads
   * @param globals what {@code globals.js} exports, where there is one
   * @param errors where errors of templates go
   */
  public TemplateFiles(
      List<ModelFile> files,
      ContextValues compileContext,
      Map<String, String> variables,
      Optional<ScriptModule> globals,
      ModelErrors errors) {
    this.files = files;
    this.errors = errors;
    SourcePosition globalsFile = new SourcePosition(GLOBALS, 1, 1);
    TemplateGlobals added =
        globals
            .map(module -> TemplateGlobals.of(module, globalsFile, errors))
            .orElseGet(TemplateGlobals::none);
    Map<String, @Nullable Object> names = new LinkedHashMap<>();
    names.put("COMPILE_CONTEXT", compileContext.asMap());
    names.put("env_var", environmentVariable(variables));
    names.putAll(added.globals());
    this.environments =
        () -> JinjaEnvironment.create(names, added.filters(), JinjaLimits.defaults());
    List<ModelFile> found = files.stream().filter(TemplateFiles::hasSyntax).toList();
    this.templates = Set.copyOf(found);
    this.origins = new TemplateOrigins(found, environments);
  }

  /** The YAML files of the model, rendered where they are templates. */
  public List<ModelFile> yaml() {
    List<ModelFile> readable = files.stream().filter(this::isAdded).toList();
    List<ModelFile> result = new ArrayList<>();
    for (ModelFile file : readable) {
      if (YAML.matcher(file.name()).matches()) {
        rendered(file).ifPresent(result::add);
      }
    }
    return result;
  }

  /** The errors with the places in the templates instead of those in what was rendered. */
  public List<ModelError> located(List<ModelError> found) {
    return found.stream().map(origins::located).toList();
  }

  /** Made for the first template: most models have none. */
  private JinjaEnvironment environment() {
    JinjaEnvironment known = environment;
    if (known == null) {
      known = environments.get();
      environment = known;
    }
    return known;
  }

  private boolean isAdded(ModelFile file) {
    if (!isTemplate(file)) {
      return true;
    }
    try {
      environment().addTemplate(file.name(), file.content());
      return true;
    } catch (JinjaException e) {
      report(file, e);
      return false;
    }
  }

  private Optional<ModelFile> rendered(ModelFile file) {
    if (!isTemplate(file)) {
      return Optional.of(file);
    }
    try {
      ModelFile text = new ModelFile(file.name(), environment().render(file.name()));
      origins.wasRendered(text);
      return Optional.of(text);
    } catch (JinjaException e) {
      report(file, e);
      return Optional.empty();
    }
  }

  private void report(ModelFile file, JinjaException e) {
    SourcePosition position =
        e.position()
            .map(at -> new SourcePosition(at.template(), at.line(), at.column()))
            .orElseGet(() -> new SourcePosition(file.name(), 1, 1));
    errors.add(position, String.valueOf(e.getMessage()));
  }

  private boolean isTemplate(ModelFile file) {
    return templates.contains(file);
  }

  private static boolean hasSyntax(ModelFile file) {
    return file.name().endsWith(".jinja")
        || (YAML.matcher(file.name()).matches()
            && SYNTAX.stream().anyMatch(file.content()::contains));
  }

  private static JinjaFunction environmentVariable(Map<String, String> variables) {
    return arguments -> {
      String name = arguments.isEmpty() ? "" : String.valueOf(arguments.getFirst());
      @Nullable Object fallback = arguments.size() > 1 ? arguments.get(1) : null;
      @Nullable Object value = variables.containsKey(name) ? variables.get(name) : fallback;
      if (value == null) {
        throw new IllegalArgumentException("unknown env variable " + name);
      }
      return value;
    };
  }
}
