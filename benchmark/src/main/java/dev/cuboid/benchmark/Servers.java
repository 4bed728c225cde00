package dev.cuboid.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All contestants, started on one project.
 *
 * @param running in the order in which they have their turns
 */
record Servers(Map<Contestant, RunningServer> running) implements AutoCloseable {

  static Servers start(List<Contestant> contestants, Path project, Map<String, String> settings)
      throws IOException {
    Map<Contestant, RunningServer> running = new LinkedHashMap<>();
    Servers servers = new Servers(running);
    try {
      for (Contestant contestant : contestants) {
        running.put(contestant, contestant.start(project, settings));
      }
      return servers;
    } catch (IOException e) {
      servers.close();
      throw e;
    }
  }

  @Override
  public void close() {
    running.values().forEach(RunningServer::close);
  }
}
