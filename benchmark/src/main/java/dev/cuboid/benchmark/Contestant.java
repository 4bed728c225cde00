package dev.cuboid.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that is measured.
 *
 * @param name as the table shows it
 * @param command that starts it
 * @param environment that it alone needs
 * @param logs where what it prints is kept
 */
record Contestant(String name, List<String> command, Map<String, String> environment, Path logs) {

  static final String CUBOID = "Cuboid";
  static final String CUBE = "Cube 0.35.81";

  Contestant {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Cuboid as it is started by a user. */
  static Contestant cuboid(Path root, Path logs) {
    return new Contestant(
        CUBOID, List.of(root.resolve("cuboid").toString(), "start"), Map.of(), logs);
  }

  /** The real Cube, from npm. */
  static Contestant cube(Path peer, Path logs) {
    return new Contestant(
        CUBE,
        List.of(
            "node",
            "-r",
            peer.resolve("preload.js").toString(),
            peer.resolve("node_modules/@cubejs-backend/server/bin/server").toString()),
        Map.of(
            "CUBEJS_TELEMETRY", "false",
            "CUBEJS_CACHE_AND_QUEUE_DRIVER", "memory",
            "CUBEJS_WEB_SOCKETS", "false"),
        logs);
  }

  /** Starts it on a project's folder, in production mode, on a free port. */
  RunningServer start(Path project, Map<String, String> settings) throws IOException {
    int port = freePort();
    Map<String, String> variables = new LinkedHashMap<>(settings);
    variables.put("NODE_ENV", "production");
    variables.put("CUBEJS_API_SECRET", SharedSecret.TEXT);
    variables.put("PORT", Integer.toString(port));
    variables.putAll(environment);
    File log = Files.createDirectories(logs).resolve(name + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().putAll(variables);
    long started = System.nanoTime();
    return new RunningServer(name, builder.start(), port, started);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
