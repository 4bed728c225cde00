package dev.cuboid.model.javascript;

import dev.cuboid.model.ContextReads;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import java.util.List;
import java.util.Set;

/** Tells what of {@code COMPILE_CONTEXT} a JavaScript file names. */
public final class JavaScriptContextReads {

  private static final List<String> NAMES =
      List.of("COMPILE_CONTEXT", "securityContext", "security_context");

  private JavaScriptContextReads() {}

  /** Whatever the file may read; all of the context where that cannot be told from its text. */
  public static ContextReads of(ModelFile file) {
    if (NAMES.stream().noneMatch(file.content()::contains)) {
      return ContextReads.none();
    }
    try {
      ContextIdentifiers identifiers = new ContextIdentifiers();
      ParsedFile.of(file).visit(identifiers);
      return new ContextReads(identifiers.paths());
    } catch (ModelException e) {
      // What is wrong with the file is told by who compiles it.
      return new ContextReads(Set.of(List.of()));
    }
  }
}
