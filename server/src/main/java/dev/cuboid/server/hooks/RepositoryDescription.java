package dev.cuboid.server.hooks;

import dev.cuboid.model.ModelFile;
import dev.cuboid.script.ScriptFunction;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a {@code repositoryFactory} gives. */
final class RepositoryDescription {

  private RepositoryDescription() {}

  /**
   * @param caller calls the function that lists files
   */
  static ModelRepository read(
      @Nullable Object described, Function<ScriptFunction, @Nullable Object> caller) {
    if (described instanceof Map<?, ?> description) {
      if (description.get("files") instanceof ScriptFunction files) {
        return new ModelRepository.Listing(() -> files(caller.apply(files)));
      }
      if (description.get("path") instanceof String path) {
        return new ModelRepository.Folder(path(path));
      }
    }
    throw new HookException(
        "Error: repositoryFactory must return a FileRepository, or an object with a function"
            + " dataSchemaFiles");
  }

  private static Path path(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new HookException("Error: the path of the FileRepository is no path");
    }
  }

  private static List<ModelFile> files(@Nullable Object listed) {
    List<ModelFile> files = new ArrayList<>();
    for (Object item : listed instanceof List<?> list ? list : List.of()) {
      if (item instanceof Map<?, ?> file
          && file.get("fileName") instanceof String name
          && file.get("content") instanceof String content) {
        files.add(new ModelFile(name.replaceFirst("^/+", ""), content));
        continue;
      }
      throw new HookException(
          "Error: dataSchemaFiles must return an array of objects with fileName and content");
    }
    return List.copyOf(files);
  }
}
