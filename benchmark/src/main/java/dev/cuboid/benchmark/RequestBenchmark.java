package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests under load: how many a second of processor time answers, and how long they take. */
final class RequestBenchmark implements Group {

  /** Counters of different turns are this far apart, so that no value comes twice. */
  private static final long TURN = 10_000_000;

  private final Workspace workspace;
  private final Table perProcessorSecond =
      new Table("requests per second of processor time", /* moreIsBetter= */ true);
  private final Table perSecond = new Table("requests per second", /* moreIsBetter= */ true);
  private final Table median = new Table("median, ms", /* moreIsBetter= */ false);
  private final Table slowest = new Table("99th percentile, ms", /* moreIsBetter= */ false);
  private final Table megabytes = new Table("resident memory, MB", /* moreIsBetter= */ false);

  RequestBenchmark(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public void run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    LoadGenerator generator = LoadGenerator.in(workspace.folder());
    try (ShopDatabase database = ShopDatabase.start();
        Issuer issuer = Issuer.start()) {
      Map<String, String> settings = new LinkedHashMap<>(database.settings());
      settings.putAll(issuer.settings());
      Duration turn = Duration.ofSeconds(quick ? 3 : 10);
      Map<Path, List<RequestCase>> projects = new LinkedHashMap<>();
      projects.put(workspace.shop(), RequestCase.onShop());
      projects.put(workspace.project("chain", Models.chain()), RequestCase.onChain());
      projects.put(
          workspace.project("javascript-200", Models.wideJavaScript(200)), RequestCase.onWide());
      for (Map.Entry<Path, List<RequestCase>> project : projects.entrySet()) {
        try (Servers servers = Servers.start(workspace.contestants(), project.getKey(), settings)) {
          measure(servers, project.getValue(), generator, issuer, rounds, turn);
        }
      }
    }
    for (Table table : List.of(perProcessorSecond, perSecond, median, slowest, megabytes)) {
      table.print(out);
    }
  }

  private void measure(
      Servers servers,
      List<RequestCase> cases,
      LoadGenerator generator,
      Issuer issuer,
      int rounds,
      Duration turn)
      throws IOException, InterruptedException {
    for (RunningServer server : servers.running().values()) {
      server.untilFirstMeta(issuer.token());
    }
    note("idle, " + cases.getFirst().name(), servers);
    String forged = issuer.forgedToken();
    long counter = 1;
    for (RequestCase one : cases) {
      String token = one.forged() ? forged : issuer.token();
      check(one, servers, token);
      // The first round warms up and is not counted.
      for (int round = 0; round <= rounds; round++) {
        for (Map.Entry<Contestant, RunningServer> server : servers.running().entrySet()) {
          counter += TURN;
          Duration before = server.getValue().processorTime();
          LoadGenerator.Load load =
              generator.run(
                  server.getValue().port(), one.path(), counter, token, one.connections(), turn);
          Duration used = server.getValue().processorTime().minus(before);
          if (round > 0) {
            add(one, server.getKey(), load, used);
          }
        }
      }
    }
    note("after load, " + cases.getFirst().name(), servers);
  }

  private void add(RequestCase one, Contestant contestant, LoadGenerator.Load load, Duration used) {
    if (!one.forged() && load.refused() > 0) {
      throw new IllegalStateException(contestant.name() + " refused " + one.name());
    }
    perProcessorSecond.add(one.name(), contestant, load.requests() / (used.toNanos() / 1e9));
    perSecond.add(one.name(), contestant, load.requests() / load.seconds());
    median.add(one.name(), contestant, load.medianMillis());
    slowest.add(one.name(), contestant, load.slowestMillis());
  }

  private void note(String when, Servers servers) {
    servers
        .running()
        .forEach(
            (contestant, server) ->
                megabytes.add(when, contestant, server.residentBytes() / 1048576.0));
  }

  /** All contestants answer, and with the same rows where the request asks for rows. */
  private static void check(RequestCase one, Servers servers, String token)
      throws IOException, InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    for (Map.Entry<Contestant, RunningServer> server : servers.running().entrySet()) {
      HttpResponse<String> response = server.getValue().get(one.example(), token);
      if (response.statusCode() != (one.forged() ? 403 : 200)) {
        throw new IllegalStateException(
            server.getKey().name() + ", " + one.name() + ": " + response.body());
      }
      rows.add(JsonMapper.shared().readTree(response.body()).path("data"));
    }
    if (rows.stream().distinct().count() > 1) {
      throw new IllegalStateException("the contestants disagree: " + one.name() + "\n" + rows);
    }
  }
}
