package dev.cuboid.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that is measured.
 *
 * @param name in the table
 * @param command that starts it, without a shell
 * @param folder in which it is started: a project with {@code model/}
 * @param environment beside the variables that all contestants share
 */
record Contestant(String name, List<String> command, Path folder, Map<String, String> environment) {

  /** HS256 secret of every contestant. */
  static final String SECRET = "benchmark-secret-of-at-least-32-bytes";

  Contestant {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Cuboid as it is started by a user, in production mode. */
  static Contestant cuboid(Path root, Path project) {
    return new Contestant(
        "Cuboid",
        List.of(root.resolve("cuboid").toString(), "start", "--project", project.toString()),
        project,
        Map.of());
  }

  /** The real Cube, from npm. */
  static Contestant cube(Path peer) {
    return new Contestant(
        "Cube 0.35.81",
        List.of(
            "node",
            "-r",
            peer.resolve("preload.js").toString(),
            peer.resolve("node_modules/@cubejs-backend/server/bin/server").toString()),
        peer,
        Map.of(
            "CUBEJS_TELEMETRY", "false",
            "CUBEJS_CACHE_AND_QUEUE_DRIVER", "memory",
            "CUBEJS_WEB_SOCKETS", "false"));
  }

  /** Starts it on a port; what it prints goes to a file. */
  RunningServer start(int port, Map<String, String> database, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> variables = new LinkedHashMap<>(database);
    variables.put("NODE_ENV", "production");
    variables.put("CUBEJS_API_SECRET", SECRET);
    variables.put("PORT", Integer.toString(port));
    variables.putAll(environment);
    builder.environment().putAll(variables);
    builder
        .redirectErrorStream(true)
        .redirectOutput(
            Files.createDirectories(log.getParent()).resolve(log.getFileName()).toFile());
    long started = System.nanoTime();
    return new RunningServer(name, builder.start(), port, started);
  }
}
