package dev.cuboid.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A data model that does not compile, or whose code fails when called. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ModelError> errors;

  public ModelException(List<ModelError> errors) {
    super(errors.stream().map(ModelError::toString).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  /**
   * The errors as Cube's clients know them: {@code Compile errors:}, then by file {@code <file>
   * Errors:} and a line for each, with the cube that it concerns in front and its place behind.
   */
  public String compileErrors() {
    Map<String, List<ModelError>> byFile = new LinkedHashMap<>();
    for (ModelError error : errors) {
      String file = error.position().map(SourcePosition::file).orElse("");
      byFile.computeIfAbsent(file, name -> new ArrayList<>()).add(error);
    }
    List<String> groups = new ArrayList<>();
    byFile.forEach(
        (file, inFile) -> {
          String heading = file.isEmpty() ? "Errors:" : file + " Errors:";
          groups.add(
              inFile.stream()
                  .map(ModelException::line)
                  .collect(Collectors.joining("\n", heading + "\n", "")));
        });
    return "Compile errors:\n" + String.join("\n\n", groups);
  }

  private static String line(ModelError error) {
    String context =
        error.member().map(member -> member.replaceFirst("\\..*", "") + " cube: ").orElse("");
    return context
        + error.message()
        + error.position().map(position -> " (" + position + ")").orElse("");
  }

  /** Every error that was found, in the order of the files. */
  public List<ModelError> errors() {
    return errors;
  }
}
