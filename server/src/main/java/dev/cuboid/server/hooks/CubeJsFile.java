package dev.cuboid.server.hooks;

import dev.cuboid.script.ModuleResolver;
import dev.cuboid.script.ScriptSource;
import dev.cuboid.server.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds {@code cube.js} in a project, and the project's files that it requires. */
final class CubeJsFile {

  static final String NAME = "cube.js";

  private static final List<String> ENDINGS = List.of("", ".js", ".mjs", "/index.js");

  private static final Set<String> SERVER_PACKAGES =
      Set.of("@cubejs-backend/server-core", "@cubejs-backend/server");

  private static final String FILE_REPOSITORY =
      """
      exports.FileRepository = class FileRepository {
        constructor(path) { this.path = path; }
        localPath() { return this.path; }
      };
      """;

  private CubeJsFile() {}

  /**
   * @throws ConfigurationException for a configuration in another language: what it decides about
   *     access must not be passed over
   */
  static Optional<ScriptSource> find(Path project) throws IOException {
    if (Files.exists(project.resolve("cube.py"))) {
      throw new ConfigurationException(
          "Configuration in cube.py is not supported. Please move it to cube.js: each function of"
              + " cube.py becomes a function of module.exports with its name in camelCase, so that"
              + " check_auth is checkAuth, and query_rewrite is queryRewrite.");
    }
    Path file = project.resolve(NAME);
    if (Files.isRegularFile(file)) {
      return Optional.of(new ScriptSource(NAME, Files.readString(file)));
    }
    if (Files.exists(project.resolve("cube.ts"))) {
      throw new ConfigurationException(
          "Configuration in cube.ts is no longer supported. Please use cube.js instead: compile"
              + " cube.ts with tsc, or remove its types and rename it.");
    }
    return Optional.empty();
  }

  /**
   * Finds files of the project by relative names. Of packages there is only what configurations
   * take from Cube's own: the class by which {@code repositoryFactory} names a folder.
   */
  static ModuleResolver modules(Path project) {
    return (specifier, fromFile) -> {
      if (SERVER_PACKAGES.contains(specifier)) {
        return Optional.of(new ScriptSource(specifier, FILE_REPOSITORY, /* commonJs= */ true));
      }
      if (!specifier.startsWith("./") && !specifier.startsWith("../")) {
        return Optional.empty();
      }
      Path relative = Path.of(fromFile).resolveSibling(specifier).normalize();
      return relative.startsWith("..") ? Optional.empty() : read(project, relative.toString());
    };
  }

  private static Optional<ScriptSource> read(Path project, String name) {
    try {
      Path root = project.toRealPath();
      for (String ending : ENDINGS) {
        Path file = root.resolve(name + ending);
        // A link could lead out of the project.
        if (Files.isRegularFile(file) && file.toRealPath().startsWith(root)) {
          return Optional.of(new ScriptSource(name + ending, Files.readString(file)));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
