package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Time from the start of a process to its first answered {@code /meta}, and its memory then. What a
 * large model takes more than a small one, which is started in the same round, is its compilation.
 */
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

  private static final String SMALL = "small model";
  private static final String JAVASCRIPT = "200 cubes of 30 members, JavaScript";
  private static final String TWICE = "400 cubes of 30 members, JavaScript";
  private static final String YAML = "200 cubes of 30 members, YAML";

  private static final String START_FASTER = "start to first /meta, times faster than Cube";
  private static final String COMPILE_FASTER = "first compile, times faster than Cube";
  private static final String TIMES_LESS = "memory, times less than Cube's";

  private final Workspace workspace;
  private final Map<String, Path> projects;
  private final Table seconds =
      new Table("start to first /meta, seconds", /* moreIsBetter= */ false);
  private final Table compilation =
      new Table("the same without the start, seconds", /* moreIsBetter= */ false);
  private final Table megabytes =
      new Table("resident memory after it, MB", /* moreIsBetter= */ false);

  private StartBenchmark(Workspace workspace, Map<String, Path> projects) {
    this.workspace = workspace;
    this.projects = projects;
  }

  /** A small model. */
  static StartBenchmark small(Workspace workspace) throws IOException {
    return new StartBenchmark(workspace, Map.of(SMALL, workspace.shop()));
  }

  /** Large models, whose compilation is most of the time. */
  static StartBenchmark compilation(Workspace workspace) throws IOException {
    Map<String, Path> projects = new LinkedHashMap<>();
    projects.put(SMALL, workspace.shop());
    projects.put(JAVASCRIPT, workspace.project("javascript-200", Models.wideJavaScript(200)));
    projects.put(TWICE, workspace.project("javascript-400", Models.wideJavaScript(400)));
    projects.put(YAML, workspace.project("yaml-200", Models.wideYaml(200)));
    return new StartBenchmark(workspace, projects);
  }

  @Override
  public List<Verdict> run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    try (Issuer issuer = Issuer.start()) {
      Map<String, String> settings = new LinkedHashMap<>(DATABASE);
      settings.putAll(issuer.settings());
      for (int round = 0; round < rounds; round++) {
        round(settings, issuer.token());
      }
    }
    seconds.print(out);
    if (isOfStart()) {
      megabytes.print(out);
      return ofStart();
    }
    compilation.print(out);
    megabytes.print(out);
    return ofCompilation();
  }

  private boolean isOfStart() {
    return projects.size() == 1;
  }

  private void round(Map<String, String> settings, String token)
      throws IOException, InterruptedException {
    Map<String, Double> starts = new HashMap<>();
    for (Map.Entry<String, Path> project : projects.entrySet()) {
      String model = project.getKey();
      for (Contestant contestant : workspace.contestants()) {
        String name = contestant.name();
        try (RunningServer server = contestant.start(project.getValue(), settings)) {
          double taken = server.untilFirstMeta(token).toNanos() / 1e9;
          seconds.add(model, name, taken);
          megabytes.add(model, name, server.residentBytes() / 1048576.0);
          if (model.equals(SMALL)) {
            starts.put(name, taken);
          } else {
            compilation.add(model, name, taken - starts.getOrDefault(name, 0.0));
          }
        }
      }
    }
  }

  private List<Verdict> ofStart() {
    return List.of(
        new Verdict(SMALL, START_FASTER, timesBetter(seconds, SMALL), Limit.atLeast(2)),
        // Two thirds of what 1.7.43 took, by what was seen of both.
        new Verdict(
            SMALL, TIMES_LESS, timesBetter(megabytes, SMALL), Limit.atLeast(1.5 * 162 / 292)));
  }

  private List<Verdict> ofCompilation() {
    return List.of(
        new Verdict(
            JAVASCRIPT, COMPILE_FASTER, timesBetter(compilation, JAVASCRIPT), Limit.atLeast(4)),
        new Verdict(
            YAML,
            COMPILE_FASTER,
            timesBetter(compilation, YAML),
            Limit.atLeast(25),
            Optional.of(Limit.atLeast(25 * 15.8 / 9.6))),
        new Verdict(
            TWICE,
            "first compile, times that of 200 cubes",
            compilation.timesBetween(JAVASCRIPT, TWICE, Contestant.CUBOID),
            Limit.atMost(2)),
        // Half of what 1.7.43 took, by what was seen of both.
        new Verdict(
            JAVASCRIPT,
            TIMES_LESS,
            timesBetter(megabytes, JAVASCRIPT),
            Limit.atLeast(2 * 423.0 / 697)));
  }

  private static Samples timesBetter(Table table, String name) {
    return table.times(name, Contestant.CUBOID, Contestant.CUBE);
  }
}
