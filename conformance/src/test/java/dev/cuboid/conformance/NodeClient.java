package dev.cuboid.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the scripts of {@code conformance/clients} with Node.js. */
final class NodeClient {

  private static final Path CLIENTS = Path.of("clients").toAbsolutePath();
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);

  private NodeClient() {}

  /** Installs the locked npm packages, unless they are installed. */
  static void install() throws IOException, InterruptedException {
    String wanted = Files.readString(CLIENTS.resolve("package-lock.json"));
    Path installed = CLIENTS.resolve("node_modules/.installed");
    if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
      return;
    }
    // No package's install script is needed, so none gets to run.
    run(
        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
        "",
        INSTALL_LIMIT);
    Files.writeString(installed, wanted);
  }

  /**
   * Runs a script.
   *
   * @param input what the script reads
   * @return the JSON that it prints
   */
  static JsonNode run(String script, List<String> arguments, String input, Duration limit)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(arguments);
    return JsonMapper.shared().readTree(run(command, input, limit));
  }

  private static String run(List<String> command, String input, Duration limit)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cuboid-client");
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .directory(CLIENTS.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(command.get(1) + " took too long; " + Files.readString(errors));
      }
      if (process.exitValue() != 0) {
        throw new IOException(command.get(1) + " failed: " + Files.readString(errors));
      }
      return Files.readString(out);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      for (Path file : List.of(in, out, errors, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }
}
