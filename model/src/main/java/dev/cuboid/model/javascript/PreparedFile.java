package dev.cuboid.model.javascript;

import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.raw.RawDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What can be told of a JavaScript file by looking at it alone.
 *
 * @param name of the file
 * @param source ready to run
 * @param declared what it defines; empty where it has to be run to be known
 */
record PreparedFile(String name, JavaScriptSource source, Optional<List<RawDefinition>> declared) {

  /**
   * @throws ModelException where the file is not JavaScript, or an object says a property twice
   */
  static PreparedFile of(ModelFile file) {
    ParsedFile parsed = ParsedFile.of(file);
    JavaScriptSource source = JavaScriptSource.of(parsed);
    return new PreparedFile(file.name(), source, DeclaredFile.read(parsed, source.positions()));
  }
}
