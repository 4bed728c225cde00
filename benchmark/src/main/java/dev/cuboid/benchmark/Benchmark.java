package dev.cuboid.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures Cuboid beside the real Cube on this machine. Usage: {@code Benchmark ROOT [GROUP...]
 * [--rounds N] [--quick]} with the root of a built checkout. For a group that compares, the real
 * Cube is installed from npm into an ignored folder.
 */
public final class Benchmark {

  private static final int ROUNDS = 5;
  private static final int QUICK_ROUNDS = 1;

  private Benchmark() {}

  /** Makes what a group needs, once it is wanted. */
  private interface Opening {
    Group open() throws IOException, InterruptedException;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    // Also where it is interrupted, nothing of what it started is to stay.
    Runtime.getRuntime().addShutdownHook(new Thread(Benchmark::endProcesses));
    try {
      run(arguments);
    } catch (MissingToolException e) {
      System.err.println("benchmark: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void endProcesses() {
    ProcessHandle.current()
        .descendants()
        .filter(process -> !isStoppingDatabase(process))
        .forEach(ProcessHandle::destroy);
  }

  /** The database is no descendant; what ends it has to come to its own end. */
  private static boolean isStoppingDatabase(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("pg_ctl")).isPresent();
  }

  private static void run(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    Path root = Path.of(rest.removeFirst()).toAbsolutePath();
    boolean quick = rest.remove("--quick");
    int rounds = quick ? QUICK_ROUNDS : ROUNDS;
    Map<String, Opening> groups = new LinkedHashMap<>();
    groups.put("start", () -> StartBenchmark.small(Workspace.prepare(root)));
    groups.put("compile", () -> StartBenchmark.compilation(Workspace.prepare(root)));
    groups.put("tenants", () -> new TenantBenchmark(Workspace.prepare(root)));
    groups.put("requests", () -> new RequestBenchmark(Workspace.prepare(root)));
    groups.put("planning", InnerLoops::planning);
    groups.put("loops", InnerLoops::requests);
    groups.put("cognito", () -> new CognitoBenchmark(root));
    List<String> all = List.copyOf(groups.keySet());
    // Too long to be meant by whoever names no group.
    groups.put("curves", () -> new CurvesBenchmark(Workspace.prepare(root), root));
    groups.put("soak", () -> new SoakBenchmark(root));
    Map<String, Opening> wanted = new LinkedHashMap<>();
    while (!rest.isEmpty()) {
      String argument = rest.removeFirst();
      if (argument.equals("--rounds") && !rest.isEmpty()) {
        rounds = Integer.parseInt(rest.removeFirst());
      } else if (groups.containsKey(argument)) {
        wanted.put(argument, groups.get(argument));
      } else {
        System.err.println(
            "benchmark: there is no " + argument + "; groups are " + groups.keySet());
        System.exit(2);
      }
    }
    if (wanted.isEmpty()) {
      all.forEach(name -> wanted.put(name, groups.get(name)));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Opening opening : wanted.values()) {
      verdicts.addAll(opening.open().run(rounds, quick, System.out));
    }
    GoalTable.print(verdicts, System.out);
  }
}
