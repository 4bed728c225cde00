package dev.cuboid.benchmark;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Many tenants on one model of 50 cubes, one of which reads the compile context, where all tenants
 * have the same value: the first {@code /meta} of each, and the memory afterwards.
 *
 * @param seconds for all of them, one after the other
 * @param megabytes that were resident then
 */
record Tenants(double seconds, double megabytes) {

  private static final int CUBES = 50;

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

  /** The project that all tenants use. */
  static Path project(Workspace workspace) throws IOException {
    Map<String, String> files = new LinkedHashMap<>(Models.wideJavaScript(CUBES));
    files.put("Plan.js", PLAN);
    Path project = workspace.project("tenants", files);
    Files.writeString(project.resolve("cube.js"), CUBE_JS);
    return project;
  }

  /** Starts a contestant, and lets so many tenants ask. */
  static Tenants ask(Contestant contestant, Path project, int tenants)
      throws IOException, InterruptedException {
    try (RunningServer server = contestant.start(project, StartBenchmark.DATABASE)) {
      server.untilFirstMeta(SharedSecret.token(0));
      long start = System.nanoTime();
      for (int tenant = 1; tenant <= tenants; tenant++) {
        HttpResponse<String> response =
            server.get("/cubejs-api/v1/meta", SharedSecret.token(tenant));
        if (response.statusCode() != 200) {
          throw new IllegalStateException("/meta was answered with " + response.statusCode());
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Tenants(seconds, server.residentBytes() / 1048576.0);
    }
  }
}
