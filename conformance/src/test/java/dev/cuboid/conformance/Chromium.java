package dev.cuboid.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the machine's Chromium, and installs it where that is possible. */
final class Chromium {

  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);

  private Chromium() {}

  /** The program: of the variable {@code CHROMIUM}, of the path, or freshly installed. */
  static Optional<Path> findOrInstall() throws IOException, InterruptedException {
    Optional<Path> found = find();
    if (found.isPresent() || !canInstall()) {
      return found;
    }
    System.err.println("There is no Chromium here; installing it with apt-get.");
    ProcessBuilder installer =
        new ProcessBuilder(
                "sh", "-c", "apt-get update && apt-get install -y --no-install-recommends chromium")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    installer.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Process process = installer.start();
    if (!process.waitFor(INSTALL_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroy();
    }
    return find();
  }

  private static Optional<Path> find() {
    String chosen = System.getenv("CHROMIUM");
    if (chosen != null) {
      return Optional.of(Path.of(chosen));
    }
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> onPath(name).stream())
        .findFirst();
  }

  private static boolean canInstall() {
    return "root".equals(System.getProperty("user.name")) && onPath("apt-get").isPresent();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
