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
   * Further ones of the same cube are its {@code Possible reasons (one of):}, a bullet for each.
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
          groups.add(heading + "\n" + String.join("\n", ofFile(inFile)));
        });
    return "Compile errors:\n" + String.join("\n\n", groups);
  }

  private static List<String> ofFile(List<ModelError> errors) {
    Map<String, List<String>> byCube = new LinkedHashMap<>();
    List<String> entries = new ArrayList<>();
    for (ModelError error : errors) {
      if (error.member().isEmpty()) {
        entries.add(located(error));
        continue;
      }
      String cube = error.member().get().replaceFirst("\\..*", "");
      byCube.computeIfAbsent(cube, name -> new ArrayList<>()).add(located(error));
    }
    byCube.forEach((cube, ofCube) -> entries.add(cube + " cube: " + reasons(ofCube)));
    return entries;
  }

  private static String reasons(List<String> messages) {
    if (messages.size() == 1) {
      return messages.getFirst();
    }
    return messages.stream()
        .skip(1)
        .collect(
            Collectors.joining(
                "\n\t* ", messages.getFirst() + "\nPossible reasons (one of):\n\t* ", ""));
  }

  private static String located(ModelError error) {
    return error.message() + error.position().map(place -> " (" + place + ")").orElse("");
  }

  /** Every error that was found, in the order of the files. */
  public List<ModelError> errors() {
    return errors;
  }
}
