package dev.cuboid.model.compile;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.javascript.JavaScriptReader;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.yaml.YamlReader;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles models in YAML and JavaScript. Thread-safe. */
final class StandardCompiler implements ModelCompiler {

  private final ScriptEngine engine;
  private final ScriptConsole console;

  StandardCompiler(ScriptEngine engine, ScriptConsole console) {
    this.engine = engine;
    this.console = console;
  }

  @Override
  public DataModel compile(List<ModelFile> files, ContextValues compileContext) {
    List<ModelFile> sorted = files.stream().sorted(Comparator.comparing(ModelFile::name)).toList();
    ModelErrors errors = new ModelErrors();
    List<RawDefinition> read = read(sorted, compileContext, errors);
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
        .forEach(definition -> cubes.put(definition.name(), viewBuilder.build(definition)));
    JoinRules.check(cubes.values(), errors);
    errors.throwIfAny();
    return new DataModel(version(sorted, compileContext), cubes);
  }

  private List<RawDefinition> read(
      List<ModelFile> files, ContextValues compileContext, ModelErrors errors) {
    List<RawDefinition> definitions = new ArrayList<>();
    List<ModelFile> javaScript =
        files.stream().filter(file -> file.name().endsWith(".js")).toList();
    if (!javaScript.isEmpty()) {
      definitions.addAll(
          new JavaScriptReader(engine, files, compileContext, console, errors).read(javaScript));
    }
    YamlReader yaml = new YamlReader(compileContext, errors);
    files.stream()
        .filter(file -> file.name().endsWith(".yml") || file.name().endsWith(".yaml"))
        .forEach(file -> definitions.addAll(yaml.read(file)));
    return definitions;
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
    return first.kind() == RawDefinition.Kind.CUBE
        ? "Found duplicate cube name '%s'."
        : "Found duplicate view name '%s'.";
  }

  private static String version(List<ModelFile> files, ContextValues compileContext) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ModelFile file : files) {
        digest.update(file.name().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(file.content().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      digest.update(compileContext.asMap().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
