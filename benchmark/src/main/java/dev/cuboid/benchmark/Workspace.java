package dev.cuboid.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ignored folder in which contestants, projects and logs lie. */
final class Workspace {

  private final Path root;
  private final Path target;

  private Workspace(Path root) {
    this.root = root;
    this.target = root.resolve("benchmark/target");
  }

  /**
   * Installs the real Cube from npm, where it is not there yet.
   *
   * @param root of a built checkout
   */
  static Workspace prepare(Path root) throws IOException, InterruptedException {
    Workspace workspace = new Workspace(root);
    copyFiles(root.resolve("benchmark/peer"), workspace.peer());
    install(workspace.peer());
    return workspace;
  }

  /**
   * For what measures Cuboid alone.
   *
   * @param root of a built checkout
   */
  static Workspace withoutPeer(Path root) {
    return new Workspace(root);
  }

  List<Contestant> contestants() {
    return List.of(cuboid(), cube());
  }

  Contestant cuboid() {
    return Contestant.cuboid(root, logs());
  }

  Contestant cube() {
    return Contestant.cube(peer(), logs());
  }

  private Path logs() {
    return target.resolve("logs");
  }

  Path folder() {
    return target;
  }

  /** A project with the model of orders, users, products and line items. */
  Path shop() throws IOException {
    Path project = target.resolve("projects/shop");
    copyFiles(root.resolve("benchmark/model"), project.resolve("model"));
    return project;
  }

  /** A project with a model of these files, and no others. */
  Path project(String name, Map<String, String> files) throws IOException {
    Path project = target.resolve("projects/" + name);
    Path model = Files.createDirectories(project.resolve("model"));
    try (Stream<Path> old = Files.list(model)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(model.resolve(file.getKey()), file.getValue());
    }
    return project;
  }

  private Path peer() {
    return target.resolve("peer");
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void install(Path folder) throws IOException, InterruptedException {
    if (Files.isDirectory(folder.resolve("node_modules/@cubejs-backend/server"))) {
      return;
    }
    int exit = npmInstall(folder).waitFor();
    if (exit != 0) {
      throw new IllegalStateException(
          "npm could not install the real Cube (exit code " + exit + ")");
    }
  }

  private static Process npmInstall(Path folder) {
    try {
      return new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
          .directory(folder.toFile())
          .inheritIO()
          .start();
    } catch (IOException e) {
      throw new MissingToolException(
          "npm was not found, which fetches the real Cube: install Node.js 20 with npm", e);
    }
  }
}
