package dev.cuboid.model.compile;

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
    return new StandardCompiler(engine, console);
  }
}
