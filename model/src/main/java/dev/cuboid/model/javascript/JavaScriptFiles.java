package dev.cuboid.model.javascript;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.script.ScriptEngine;
import dev.cuboid.script.ScriptModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JavaScript files of one model. Those that only declare are read as they stand; the others are
 * run, once, in one sandbox. Not thread-safe.
 */
public final class JavaScriptFiles {

  private final ScriptEngine engine;
  private final PreparedFiles known;
  private final ContextValues compileContext;
  private final CompilerOptions options;
  private final ModelErrors errors;
  private final Map<String, ModelFile> files = new LinkedHashMap<>();
  private Optional<JavaScriptReader> reader = Optional.empty();

  /**
   * @param files of the model, in the order in which they are read
   * @param known what was found out before
   * @param compileContext what {@code COMPILE_CONTEXT} is
   * @param errors where errors of the files go
   */
  public JavaScriptFiles(
      ScriptEngine engine,
      List<ModelFile> files,
      PreparedFiles known,
      ContextValues compileContext,
      CompilerOptions options,
      ModelErrors errors) {
    this.engine = engine;
    this.known = known;
    this.compileContext = compileContext;
    this.options = options;
    this.errors = errors;
    files.stream()
        .filter(file -> file.name().endsWith(".js"))
        .forEach(file -> this.files.put(file.name(), file));
  }

  /** What the files define; what is wrong with them goes to the errors. */
  public List<RawDefinition> read() {
    List<PreparedFile> prepared = prepared();
    List<PreparedFile> scripts =
        prepared.stream().filter(file -> file.declared().isEmpty()).toList();
    List<RawDefinition> result = new ArrayList<>();
    if (scripts.isEmpty()) {
      prepared.forEach(file -> file.declared().ifPresent(result::addAll));
      return result;
    }
    JavaScriptReader running =
        new JavaScriptReader(engine, files, prepared, compileContext, options, errors);
    reader = Optional.of(running);
    running.read(scripts);
    for (PreparedFile file : prepared) {
      // A file that another one requires was run with that one.
      boolean ran = file.declared().isEmpty() || running.hasRun(file.name());
      result.addAll(ran ? running.definitionsOf(file.name()) : file.declared().orElseThrow());
    }
    result.addAll(running.deferredDefinitions());
    return result;
  }

  /** What a file exports, where it was run without a mistake. */
  public Optional<ScriptModule> exports(String fileName) {
    return reader.flatMap(running -> running.exports(fileName));
  }

  /** What one file is, if it is not wrong. */
  private record Reading(Optional<PreparedFile> file, ModelErrors errors) {}

  /** No file knows of another one: they are read on all processors, and reported in their order. */
  private List<PreparedFile> prepared() {
    List<Reading> readings = files.values().parallelStream().map(this::prepare).toList();
    readings.forEach(reading -> errors.addAll(reading.errors()));
    return readings.stream().flatMap(reading -> reading.file().stream()).toList();
  }

  private Reading prepare(ModelFile file) {
    ModelErrors wrong = new ModelErrors();
    try {
      return new Reading(Optional.of(known.of(file)), wrong);
    } catch (ModelException e) {
      wrong.addAll(e.errors());
      return new Reading(Optional.empty(), wrong);
    }
  }
}
