package dev.cuboid.benchmark.jmh;

import dev.cuboid.benchmark.Models;
import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From files to a model: 200 cubes of 30 members. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CompileModel {

  private static final int CUBES = 200;

  /** As in development mode. */
  private static final CompilerOptions LIVE = CompilerOptions.defaults().withIncremental(true);

  /** The language of the files. */
  @Param({"YAML", "JavaScript"})
  public String language = "YAML";

  private final List<ModelFile> files = new ArrayList<>();
  private ModelCompiler compiler = ModelCompilers.standard(engine(), LIVE);
  private int changes;

  private static ScriptEngine engine() {
    return ScriptEngine.create(InstantSource.system());
  }

  /** In a process that has done nothing yet, as at a start. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public DataModel cold() {
    compiler = ModelCompilers.standard(engine(), LIVE);
    return compiler.compile(read(), ContextValues.empty());
  }

  /** In a running server, when a person has saved one of the files. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Warmup(iterations = 3)
  @Measurement(iterations = 2)
  public DataModel oneFileChanged() {
    List<ModelFile> read = new ArrayList<>(read());
    ModelFile first = read.getFirst();
    String comment = language.equals("YAML") ? "# " : "// ";
    changes++;
    read.set(0, new ModelFile(first.name(), first.content() + comment + changes + "\n"));
    return compiler.compile(read, ContextValues.empty());
  }

  private List<ModelFile> read() {
    if (files.isEmpty()) {
      var texts = language.equals("YAML") ? Models.wideYaml(CUBES) : Models.wideJavaScript(CUBES);
      texts.forEach((name, text) -> files.add(new ModelFile(name, text)));
    }
    return files;
  }
}
