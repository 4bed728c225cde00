package dev.cuboid.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * What a database is made of: described by files of its own, {@code databases/servers/NAME}, and
 * fetched once for a working copy, into {@code target/databases/NAME}. The archives themselves stay
 * with Maven or npm, so that after a clean nothing is fetched twice.
 */
public final class Installation {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final String name;
  private final Path description;
  private final Path folder;

  private Installation(String name, Path root) {
    this.name = name;
    this.description = root.resolve("databases").resolve("servers").resolve(name);
    this.folder = root.resolve("target").resolve("databases").resolve(name);
  }

  /**
   * Fetches what is not there yet. Where that is impossible, the tests that need it are not run,
   * and say so.
   *
   * @param name of the folder in {@code databases/servers}
   * @param commands run there, with {@code {}} for the folder to fill
   */
  static Installation of(String name, List<List<String>> commands) {
    Installation installation = new Installation(name, root());
    try {
      if (!installation.isComplete()) {
        installation.fetch(commands);
      }
      return installation;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Spark, as the file {@code classpath}. */
  public static Installation spark() {
    return of(
        "spark",
        List.of(
            List.of(
                "mvn",
                "-B",
                "-ntp",
                "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath",
                "-Dmdep.outputFile={}/classpath")));
  }

  /** A command that lets Maven fetch what the {@code pom.xml} says. */
  static List<String> maven() {
    return List.of("mvn", "-B", "-ntp", "package", "-Dinstallation={}");
  }

  /** Says that tests are not run, and why. */
  static void notTried(String database, String reason) {
    String message = "NOT TRIED: " + database + ": " + reason;
    System.err.println(message);
    Assumptions.abort(message);
  }

  /** The folder that was filled. */
  public Path folder() {
    return folder;
  }

  /** The folder whose files say what is fetched. */
  public Path description() {
    return description;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("databases").resolve("servers"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("the tests run in a folder of the working copy");
      }
    }
    return folder;
  }

  private Path marker() {
    return folder.resolve("complete");
  }

  /** What is fetched has changed where its description has. */
  private String described() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String file : List.of("pom.xml", "package.json", "package-lock.json")) {
      Path path = description.resolve(file);
      if (Files.exists(path)) {
        text.append(Files.readString(path));
      }
    }
    return text.toString();
  }

  private boolean isComplete() throws IOException {
    return Files.exists(marker()) && Files.readString(marker()).equals(described());
  }

  private void fetch(List<List<String>> commands) throws IOException, InterruptedException {
    System.err.println("Fetching " + name + ", once for this working copy.");
    Files.createDirectories(folder);
    for (List<String> command : commands) {
      run(command.stream().map(word -> word.replace("{}", folder.toString())).toList());
    }
    Files.writeString(marker(), described());
  }

  private void run(List<String> command) throws InterruptedException {
    Path log = folder.resolveSibling(name + ".log");
    String said = String.join(" ", command) + " in " + description + " (see " + log + ")";
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(description.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        notTried(name, said + " took more than " + LIMIT.toMinutes() + " minutes");
      }
      if (process.exitValue() != 0) {
        notTried(name, said + " ended with " + process.exitValue());
      }
    } catch (IOException e) {
      notTried(name, said + " could not be started: " + e.getMessage());
    }
  }
}
