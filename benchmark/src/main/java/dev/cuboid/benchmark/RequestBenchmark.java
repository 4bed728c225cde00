package dev.cuboid.benchmark;

import dev.cuboid.benchmark.RequestCase.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Requests under load: how many a second of processor time answers, and how long they take. */
final class RequestBenchmark implements Group {

  /** The model of the shop, as the table of memory names it. */
  static final String SHOP = "shop";

  /** Counters of different turns are this far apart, so that no value comes twice. */
  private static final long APART = 10_000_000;

  private static final Duration TURN = Duration.ofSeconds(5);
  private static final Duration SHORT_TURN = Duration.ofSeconds(1);

  /** The most turns that a competitor is warmed up for. */
  private static final int WARM_UPS = 8;

  /** A turn that gets less than this much more done than the one before ends a warm-up. */
  private static final double STILL_FASTER = 1.05;

  /** In which even a machine with much else to do answers a large request once. */
  private static final Duration LONGEST_TURN = Duration.ofMinutes(1);

  /**
   * A model and what is asked of it.
   *
   * @param name as the table of memory shows it
   * @param folder of the project
   */
  private record Project(String name, Path folder, List<RequestCase> cases) {}

  /**
   * What all cases have in common.
   *
   * @param rounds that are counted
   * @param warmUps how many turns there may be before them
   * @param turn how long a turn is
   */
  private record Course(
      LoadGenerator generator,
      ShopDatabase database,
      Issuer issuer,
      int rounds,
      int warmUps,
      Duration turn) {}

  private final Workspace workspace;
  private final RequestTables tables = new RequestTables();
  private long counter = 1;

  RequestBenchmark(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public List<Verdict> run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    LoadGenerator generator = LoadGenerator.in(workspace.folder());
    try (ShopDatabase database = ShopDatabase.start();
        Issuer issuer = Issuer.start()) {
      Map<String, String> settings = new LinkedHashMap<>(database.settings());
      settings.putAll(issuer.settings());
      Course course =
          new Course(
              generator, database, issuer, rounds, quick ? 1 : WARM_UPS, quick ? SHORT_TURN : TURN);
      for (Project project : projects()) {
        try (Servers servers = Servers.start(workspace.contestants(), project.folder, settings)) {
          measure(project, servers, course);
        }
      }
    }
    tables.print(out);
    return RequestGoals.of(tables);
  }

  private List<Project> projects() throws IOException {
    return List.of(
        new Project(SHOP, workspace.shop(), RequestCase.onShop()),
        new Project("chain", workspace.project("chain", Models.chain()), RequestCase.onChain()),
        new Project(
            "200 cubes",
            workspace.project("javascript-200", Models.wideJavaScript(200)),
            RequestCase.onWide()));
  }

  private void measure(Project project, Servers servers, Course course)
      throws IOException, InterruptedException, SQLException {
    for (RunningServer server : servers.running().values()) {
      server.untilFirstMeta(course.issuer.token());
    }
    tables.addIdle(project.name, servers);
    String forged = course.issuer.forgedToken();
    String forgedAnew = course.issuer.forgedTokens();
    for (RequestCase one : project.cases) {
      String token =
          switch (one.kind()) {
            case FORGED -> forged;
            case FORGED_ANEW -> forgedAnew;
            default -> course.issuer.token();
          };
      List<ServerUnderLoad> competitors = new ArrayList<>();
      for (Map.Entry<Contestant, RunningServer> entry : servers.running().entrySet()) {
        competitors.add(
            ServerUnderLoad.of(
                entry.getKey().name(), entry.getValue(), one, token, course.generator));
      }
      check(one, competitors);
      if (one.kind() == Kind.BESIDE_JDBC) {
        RunningServer cuboid = competitors.getFirst().server();
        try (JdbcPeer loop = JdbcPeer.start(one, cuboid, token, course.database)) {
          List<Competitor> all = new ArrayList<>(competitors);
          all.add(loop);
          measure(one, all, course);
        }
      } else {
        measure(one, competitors, course);
      }
    }
    tables.addLoaded(project.name, servers);
  }

  /** Before the rounds, each is warmed up until it gets no faster. */
  private void measure(RequestCase one, List<? extends Competitor> competitors, Course course)
      throws IOException, InterruptedException, SQLException {
    for (Competitor competitor : competitors) {
      warmUp(one, competitor, course);
    }
    for (int round = 0; round < course.rounds; round++) {
      for (Competitor competitor : competitors) {
        Turn turn = turn(one, competitor, course.database, course.turn);
        tables.add(one.name(), competitor.name(), turn.load, turn.own);
        if (one.kind() == Kind.BESIDE_JDBC) {
          tables.addWithDatabase(
              one.name(), competitor.name(), turn.load, turn.own.plus(turn.database));
        }
      }
    }
  }

  private void warmUp(RequestCase one, Competitor competitor, Course course)
      throws IOException, InterruptedException, SQLException {
    double fastest = 0;
    for (int number = 0; number < course.warmUps; number++) {
      double rate = turn(one, competitor, course.database, course.turn).perProcessorSecond();
      if (rate < fastest * STILL_FASTER) {
        return;
      }
      fastest = rate;
    }
  }

  /**
   * What was measured in a turn.
   *
   * @param own time of the competitor on a processor
   * @param database the database's
   */
  private record Turn(LoadGenerator.Load load, Duration own, Duration database) {

    double perProcessorSecond() {
      return load.requests() / Math.max(own.toNanos() / 1e9, Double.MIN_NORMAL);
    }
  }

  /** A turn in which nothing is answered is taken again, and longer. */
  private Turn turn(
      RequestCase one, Competitor competitor, ShopDatabase database, Duration duration)
      throws IOException, InterruptedException, SQLException {
    counter += APART;
    Duration databaseBefore = database.processorTime();
    Duration before = competitor.processorTime();
    LoadGenerator.Load load = competitor.turn(counter, duration);
    if (load.requests() > 0) {
      return new Turn(
          load,
          competitor.processorTime().minus(before),
          database.processorTime().minus(databaseBefore));
    }
    if (duration.compareTo(LONGEST_TURN) >= 0) {
      throw new IllegalStateException(
          "%s answered nothing in %d seconds: %s"
              .formatted(competitor.name(), duration.toSeconds(), one.name()));
    }
    return turn(one, competitor, database, duration.multipliedBy(4));
  }

  /** All servers answer, and with the same rows where the request asks for rows. */
  private static void check(RequestCase one, List<ServerUnderLoad> servers)
      throws IOException, InterruptedException {
    Set<JsonNode> different = new LinkedHashSet<>();
    for (ServerUnderLoad server : servers) {
      different.add(server.rows());
    }
    if (different.size() > 1) {
      throw new IllegalStateException("the servers disagree: " + one.name() + "\n" + different);
    }
  }
}
