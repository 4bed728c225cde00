package dev.cuboid.model.compile;

import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.ModelErrors;
import java.util.List;

/** Python files of a model, which Cube runs for its templates. */
final class PythonFiles {

  private PythonFiles() {}

  /** Reports each with what is to be done: passed over, its functions would only be missed. */
  static void reject(List<ModelFile> files, ModelErrors errors) {
    files.stream()
        .filter(file -> file.name().endsWith(".py"))
        .forEach(
            file ->
                errors.add(
                    new SourcePosition(file.name(), 1, 1),
                    "Python files are not run. Please move the functions, variables and filters of"
                        + " this file to globals.js in the model's folder, which exports them:"
                        + " module.exports = { functions: { name: (x) => ... }, variables: { name:"
                        + " ... }, filters: { name: (value) => ... } };"));
  }
}
