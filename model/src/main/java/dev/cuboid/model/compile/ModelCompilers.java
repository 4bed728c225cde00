package dev.cuboid.model.compile;

import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;

/** Makes model compilers. */
public final class ModelCompilers {

  private ModelCompilers() {}

  /**
   * A compiler for models in YAML and JavaScript.
   *
   * @param engine runs the JavaScript; it must outlive the compiled models
   * @param console where {@code console.log} of the models goes
   */
  public static ModelCompiler standard(ScriptEngine engine, ScriptConsole console) {
    return standard(engine, CompilerOptions.defaults().withConsole(console));
  }

  /**
   * A compiler for models in YAML, with or without Jinja, and JavaScript.
   *
   * @param engine runs the JavaScript; it must outlive the compiled models
   */
  public static ModelCompiler standard(ScriptEngine engine, CompilerOptions options) {
    return new StandardCompiler(engine, options);
  }
}
