package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Time from the start of a process to its first answered {@code /meta}, and its memory then. */
final class StartBenchmark implements Group {

  /** Neither contestant asks the database for /meta, so that none has to run. */
  static final Map<String, String> DATABASE =
      Map.of(
          "CUBEJS_DB_TYPE", "postgres",
          "CUBEJS_DB_HOST", "localhost",
          "CUBEJS_DB_PORT", "5432",
          "CUBEJS_DB_NAME", "benchmark",
          "CUBEJS_DB_USER", "benchmark",
          "CUBEJS_DB_PASS", "benchmark");

  private final Workspace workspace;
  private final Map<String, Path> projects;

  private StartBenchmark(Workspace workspace, Map<String, Path> projects) {
    this.workspace = workspace;
    this.projects = projects;
  }

  /** A small model. */
  static StartBenchmark small(Workspace workspace) throws IOException {
    return new StartBenchmark(workspace, Map.of("small model", workspace.shop()));
  }

  /** Large models, whose compilation is most of the time. */
  static StartBenchmark compilation(Workspace workspace) throws IOException {
    Map<String, Path> projects = new LinkedHashMap<>();
    projects.put(
        "200 cubes of 30 members, JavaScript",
        workspace.project("javascript-200", Models.wideJavaScript(200)));
    projects.put(
        "400 cubes of 30 members, JavaScript",
        workspace.project("javascript-400", Models.wideJavaScript(400)));
    projects.put(
        "200 cubes of 30 members, YAML", workspace.project("yaml-200", Models.wideYaml(200)));
    return new StartBenchmark(workspace, projects);
  }

  @Override
  public void run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    Table seconds = new Table("start to first /meta, seconds", /* moreIsBetter= */ false);
    Table megabytes = new Table("resident memory after it, MB", /* moreIsBetter= */ false);
    try (Issuer issuer = Issuer.start()) {
      Map<String, String> settings = new LinkedHashMap<>(DATABASE);
      settings.putAll(issuer.settings());
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, Path> project : projects.entrySet()) {
          for (Contestant contestant : workspace.contestants()) {
            try (RunningServer server = contestant.start(project.getValue(), settings)) {
              double taken = server.untilFirstMeta(issuer.token()).toNanos() / 1e9;
              seconds.add(project.getKey(), contestant, taken);
              megabytes.add(project.getKey(), contestant, server.residentBytes() / 1048576.0);
            }
          }
        }
      }
    }
    seconds.print(out);
    megabytes.print(out);
  }
}
