package dev.cuboid.server.hooks;

import dev.cuboid.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** From where the files of a tenant's model come, as {@code repositoryFactory} says. */
public sealed interface ModelRepository {

  /**
   * A folder, whose files are read as those of the project's own model are.
   *
   * @param path from the project's folder
   */
  record Folder(Path path) implements ModelRepository {}

  /**
   * Files that the hook makes or fetches.
   *
   * @param lister is asked when the model is compiled, and in development mode at each request
   */
  record Listing(Lister lister) implements ModelRepository {}

  /** Gives the files of a model. */
  @FunctionalInterface
  interface Lister {

    /**
     * @return the files, by name below the model's folder
     * @throws HookException where the project's code fails
     */
    List<ModelFile> files() throws IOException;
  }
}
