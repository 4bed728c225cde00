package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Many tenants on one model of 50 cubes, one of which reads the compile context: the first {@code
 * /meta} of each, and the memory afterwards. Every tenant has the same value there.
 */
final class TenantBenchmark implements Group {

  private static final int CUBES = 50;
  private static final int[] TENANTS = {1, 100, 1000};

  /** Cube compiles the model for each tenant, which takes a minute for a hundred. */
  private static final int MOST_FOR_PEER = 100;

  private static final String CUBE_JS =
      """
      module.exports = {
        contextToAppId: ({ securityContext }) => `APP_${securityContext.company_id}`,
        compilerCacheSize: 1000,
      };
      """;

  private static final String PLAN =
      """
      const { securityContext: { plan } } = COMPILE_CONTEXT;
      cube(`Plan`, { sql: `SELECT '${plan}' AS plan`, measures: { count: { type: `count` } } });
      """;

  private final Workspace workspace;
  private final Path project;

  TenantBenchmark(Workspace workspace) throws IOException {
    this.workspace = workspace;
    Map<String, String> files = new LinkedHashMap<>(Models.wideJavaScript(CUBES));
    files.put("Plan.js", PLAN);
    this.project = workspace.project("tenants", files);
    Files.writeString(project.resolve("cube.js"), CUBE_JS);
  }

  @Override
  public void run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    Table seconds = new Table("first /meta of all tenants, seconds", /* moreIsBetter= */ false);
    Table megabytes = new Table("resident memory after it, MB", /* moreIsBetter= */ false);
    for (int round = 0; round < rounds; round++) {
      for (int tenants : TENANTS) {
        for (Contestant contestant : workspace.contestants()) {
          boolean peer = !contestant.equals(workspace.contestants().getFirst());
          if (peer && (tenants > MOST_FOR_PEER || (quick && tenants > 1))) {
            continue;
          }
          try (RunningServer server = contestant.start(project, StartBenchmark.DATABASE)) {
            server.untilFirstMeta(SharedSecret.token(0));
            seconds.add(tenants + " tenants", contestant, seconds(server, tenants));
            megabytes.add(tenants + " tenants", contestant, server.residentBytes() / 1048576.0);
          }
        }
      }
    }
    seconds.print(out);
    megabytes.print(out);
  }

  private static double seconds(RunningServer server, int tenants)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (int tenant = 1; tenant <= tenants; tenant++) {
      HttpResponse<String> response = server.get("/cubejs-api/v1/meta", SharedSecret.token(tenant));
      if (response.statusCode() != 200) {
        throw new IllegalStateException("/meta was answered with " + response.statusCode());
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
