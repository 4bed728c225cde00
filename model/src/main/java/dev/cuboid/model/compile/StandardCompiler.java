package dev.cuboid.model.compile;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextReads;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.ViewGroup;
import dev.cuboid.model.javascript.JavaScriptContextReads;
import dev.cuboid.model.javascript.JavaScriptFiles;
import dev.cuboid.model.raw.CompileContexts;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.template.TemplateFiles;
import dev.cuboid.model.yaml.YamlReader;
import dev.cuboid.script.ScriptEngine;
import dev.cuboid.script.ScriptModule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles models in YAML, in YAML with Jinja, and in JavaScript. Thread-safe. */
final class StandardCompiler implements ModelCompiler {

  private final ScriptEngine engine;
  private final CompilerOptions options;
  private final FileMemory memory;

  StandardCompiler(ScriptEngine engine, CompilerOptions options) {
    this.engine = engine;
    this.options = options;
    this.memory = new FileMemory(options.incremental());
  }

  @Override
  public DataModel compile(List<ModelFile> files, ContextValues compileContext) {
    List<ModelFile> sorted = files.stream().sorted(Comparator.comparing(ModelFile::name)).toList();
    ContextValues context = CompileContexts.withNames(compileContext);
    ModelErrors errors = new ModelErrors();
    PythonFiles.reject(sorted, errors);
    JavaScriptFiles javaScript =
        new JavaScriptFiles(engine, sorted, memory.javaScript(), context, options, errors);
    List<RawDefinition> read = new ArrayList<>(javaScript.read());
    Optional<ScriptModule> globals = javaScript.exports(TemplateFiles.GLOBALS);
    TemplateFiles templates =
        new TemplateFiles(sorted, context, options.environment(), globals, errors);
    List<ModelFile> texts = templates.yaml();
    read.addAll(yaml(texts, context, errors));
    memory.keepOnly(Stream.concat(sorted.stream(), texts.stream()).collect(Collectors.toSet()));
    try {
      String version = ModelVersion.of(sorted, compileContext);
      Definitions definitions = build(read, errors);
      return new DataModel(version, definitions.cubes(), definitions.viewGroups());
    } catch (ModelException e) {
      throw new ModelException(templates.located(e.errors()));
    }
  }

  @Override
  public ContextReads contextReads(List<ModelFile> files) {
    Set<List<String>> paths = new HashSet<>();
    for (ModelFile file : files) {
      ContextReads reads =
          file.name().endsWith(".js")
              ? JavaScriptContextReads.of(file)
              : TextContextReads.of(file.content());
      paths.addAll(reads.paths());
    }
    return new ContextReads(paths);
  }

  /** What one file defines, and what is wrong with it. */
  private record Reading(List<RawDefinition> definitions, ModelErrors errors) {}

  /** No file knows of another one: they are read on all processors, and reported in their order. */
  private List<RawDefinition> yaml(
      List<ModelFile> files, ContextValues context, ModelErrors errors) {
    List<Reading> readings = files.parallelStream().map(file -> yaml(file, context)).toList();
    readings.forEach(reading -> errors.addAll(reading.errors()));
    return readings.stream().flatMap(reading -> reading.definitions().stream()).toList();
  }

  private Reading yaml(ModelFile file, ContextValues context) {
    ModelErrors errors = new ModelErrors();
    return new Reading(memory.yaml(file, new YamlReader(context, errors), errors), errors);
  }

  /** All that the files define, by name. */
  private record Definitions(Map<String, Cube> cubes, Map<String, ViewGroup> viewGroups) {}

  private static Definitions build(List<RawDefinition> read, ModelErrors errors) {
    errors.throwIfAny();
    Map<String, RawDefinition> definitions = byName(read, errors);
    errors.throwIfAny();
    Inheritance inheritance = new Inheritance(definitions, errors);
    definitions.replaceAll((name, definition) -> inheritance.resolve(definition));
    Names names = Names.of(definitions);
    Map<String, Cube> cubes = new LinkedHashMap<>();
    CubeBuilder cubeBuilder = new CubeBuilder(names, errors);
    definitions.values().stream()
        .filter(definition -> definition.kind() == RawDefinition.Kind.CUBE)
        .forEach(definition -> cubes.put(definition.name(), cubeBuilder.build(definition)));
    ViewBuilder viewBuilder = new ViewBuilder(names, Map.copyOf(cubes), errors);
    definitions.values().stream()
        .filter(definition -> definition.kind() == RawDefinition.Kind.VIEW)
        .flatMap(definition -> viewBuilder.build(definition).stream())
        .forEach(view -> cubes.put(view.name(), view));
    Map<String, ViewGroup> groups =
        new ViewGroupBuilder(definitions.values(), names, errors).groups(definitions.values());
    KeyRules.check(cubes, errors);
    JoinRules.check(cubes.values(), errors);
    RollupRules.check(cubes.values(), errors);
    errors.throwIfAny();
    return new Definitions(cubes, groups);
  }

  private static Map<String, RawDefinition> byName(List<RawDefinition> read, ModelErrors errors) {
    Map<String, RawDefinition> definitions = new LinkedHashMap<>();
    for (RawDefinition definition : read) {
      RawDefinition other = definitions.putIfAbsent(definition.name(), definition);
      if (other != null) {
        errors.add(
            definition.body().position(),
            definition.name(),
            duplicate(other, definition).formatted(definition.name()));
      }
    }
    return definitions;
  }

  private static String duplicate(RawDefinition first, RawDefinition second) {
    if (first.kind() != second.kind()) {
      return "Found conflicting cube and view name '%s'.";
    }
    return switch (first.kind()) {
      case CUBE -> "Found duplicate cube name '%s'.";
      case VIEW -> "Found duplicate view name '%s'.";
      case VIEW_GROUP -> "View group \"%s\" already exists!";
    };
  }
}
