package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How time grows with connections, rows, joins and cubes; drawn into {@code docs/images}. */
final class CurvesBenchmark implements Group {

  private static final List<Integer> CONNECTIONS = List.of(1, 4, 16, 64, 256, 1024);
  private static final List<Integer> ROWS = List.of(100, 1000, 10_000, 48_000);
  private static final List<Integer> JOINS = List.of(1, 2, 4, 8, 16);
  private static final List<Integer> CUBES = List.of(10, 50, 100, 200, 400);
  private static final List<Integer> TENANTS = List.of(1, 10, 100, 1000);

  /** Cube compiles the model for each tenant, which takes a second. */
  private static final int MOST_TENANTS_OF_CUBE = 100;

  private static final int MOST_TENANTS_OF_CUBE_IF_QUICK = 10;

  private final Workspace workspace;
  private final Path images;

  /**
   * @param root of a built checkout, whose pictures are drawn anew
   */
  CurvesBenchmark(Workspace workspace, Path root) {
    this.workspace = workspace;
    this.images = root.resolve("docs/images");
  }

  @Override
  public List<Verdict> run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    LoadGenerator generator = LoadGenerator.in(workspace.folder());
    Duration turn = Duration.ofSeconds(quick ? 1 : 5);
    try (ShopDatabase database = ShopDatabase.start();
        Issuer issuer = Issuer.start()) {
      Map<String, String> settings = new LinkedHashMap<>(database.settings());
      settings.putAll(issuer.settings());
      try (Servers servers = Servers.start(workspace.contestants(), workspace.shop(), settings)) {
        Plot slowest =
            new Plot("A cached result by connections", "connections", "99th percentile, ms");
        Plot throughput =
            new Plot("Throughput by connections", "connections", "requests per second");
        for (int connections : CONNECTIONS) {
          for (Load load :
              loads(servers, RequestCase.cached(connections), generator, issuer, turn)) {
            slowest.add(load.contestant(), connections, load.load().slowestMillis());
            throughput.add(
                load.contestant(), connections, load.load().requests() / load.load().seconds());
          }
        }
        draw(slowest, "curve-connections", out);
        draw(throughput, "curve-throughput", out);
        Plot rows = new Plot("A cached result by rows", "rows of 4 columns", "median, ms");
        for (int count : ROWS) {
          for (Load load : loads(servers, RequestCase.rows(count), generator, issuer, turn)) {
            rows.add(load.contestant(), count, load.load().medianMillis());
          }
        }
        draw(rows, "curve-rows", out);
      }
      try (Servers servers =
          Servers.start(
              workspace.contestants(), workspace.project("chain", Models.chain()), settings)) {
        Plot joins = new Plot("SQL by joins", "joins in a chain", "median, ms");
        for (int count : JOINS) {
          for (Load load : loads(servers, RequestCase.joins(count), generator, issuer, turn)) {
            joins.add(load.contestant(), count, load.load().medianMillis());
          }
        }
        draw(joins, "curve-joins", out);
      }
      cubes(settings, issuer, out);
    }
    tenants(quick ? MOST_TENANTS_OF_CUBE_IF_QUICK : MOST_TENANTS_OF_CUBE, out);
    return List.of();
  }

  private void cubes(Map<String, String> settings, Issuer issuer, PrintStream out)
      throws IOException, InterruptedException {
    Plot cubes = new Plot("Start by cubes of 30 members", "cubes", "seconds to the first /meta");
    for (int count : CUBES) {
      Path project = workspace.project("javascript-" + count, Models.wideJavaScript(count));
      for (Contestant contestant : workspace.contestants()) {
        try (RunningServer server = contestant.start(project, settings)) {
          Duration taken = server.untilFirstMeta(issuer.token());
          cubes.add(contestant.name(), count, taken.toMillis() / 1e3);
        }
      }
    }
    draw(cubes, "curve-cubes", out);
  }

  private void tenants(int mostOfCube, PrintStream out) throws IOException, InterruptedException {
    Plot time = new Plot("Tenants on one model", "tenants", "seconds to all first answers");
    Plot memory = new Plot("Memory by tenants", "tenants", "resident memory, MB");
    Path project = Tenants.project(workspace);
    for (int count : TENANTS) {
      for (Contestant contestant : workspace.contestants()) {
        if (count <= mostOfCube || contestant.name().equals(Contestant.CUBOID)) {
          Tenants tenants = Tenants.ask(contestant, project, count);
          time.add(contestant.name(), count, tenants.seconds());
          memory.add(contestant.name(), count, tenants.megabytes());
        }
      }
    }
    draw(time, "curve-tenants", out);
    draw(memory, "curve-tenants-memory", out);
  }

  private record Load(String contestant, LoadGenerator.Load load) {}

  /** Each contestant in turn, twice; the first time warms up. */
  private static List<Load> loads(
      Servers servers, RequestCase one, LoadGenerator generator, Issuer issuer, Duration turn)
      throws IOException, InterruptedException {
    Map<String, Load> loads = new LinkedHashMap<>();
    for (int round = 0; round < 2; round++) {
      for (Map.Entry<Contestant, RunningServer> server : servers.running().entrySet()) {
        server.getValue().untilFirstMeta(issuer.token());
        String name = server.getKey().name();
        long first = System.nanoTime() / 1_000_000;
        LoadGenerator.Load load =
            ServerUnderLoad.of(name, server.getValue(), one, issuer.token(), generator)
                .turn(first, turn);
        loads.put(name, new Load(name, load));
      }
    }
    return List.copyOf(loads.values());
  }

  private void draw(Plot plot, String name, PrintStream out) throws IOException {
    Path file = images.resolve(name + ".svg");
    plot.writeTo(file);
    out.println("drawn: " + file.getFileName());
  }
}
