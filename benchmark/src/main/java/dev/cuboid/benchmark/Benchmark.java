package dev.cuboid.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures Cuboid beside the real Cube on this machine. Usage: {@code Benchmark ROOT [--rounds N]}
 * with the root of a built checkout. The real Cube is installed from npm into an ignored folder.
 */
public final class Benchmark {

  private static final int DEFAULT_ROUNDS = 7;

  private Benchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments[0]).toAbsolutePath();
    int rounds = DEFAULT_ROUNDS;
    if (arguments.length == 3 && arguments[1].equals("--rounds")) {
      rounds = Integer.parseInt(arguments[2]);
    }
    Path work = Files.createDirectories(root.resolve("benchmark/target/peer"));
    Path project = Files.createDirectories(root.resolve("benchmark/target/project"));
    copyFiles(root.resolve("benchmark/peer"), work);
    copyFiles(root.resolve("benchmark/model"), work.resolve("model"));
    copyFiles(root.resolve("benchmark/model"), project.resolve("model"));
    install(work);
    new StartBenchmark(
            List.of(Contestant.cuboid(root, project), Contestant.cube(work)),
            root.resolve("benchmark/target/logs"))
        .run(rounds);
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
    int exit =
        new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(folder.toFile())
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException(
          "npm could not install the real Cube (exit code " + exit + ")");
    }
  }
}
