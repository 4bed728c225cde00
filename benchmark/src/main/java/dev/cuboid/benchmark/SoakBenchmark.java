package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Half an hour of steady requests by many tenants, most of them for cached results: how many
 * failed, how long they took, and whether memory grows. Each answer is checked for the tenant's own
 * rows.
 */
final class SoakBenchmark implements Group {

  private static final int TENANTS = 50;
  private static final int REQUESTS_PER_SECOND = 200;
  private static final int MINUTES = 30;
  private static final int QUICK_MINUTES = 2;

  private static final double MEGABYTE = 1048576;
  private static final String HEAP = "cuboid_heap_bytes";
  private static final String CACHE = "cuboid_cache_bytes";

  /** Of the database: 20 companies of 1000 users each. */
  private static final int COMPANIES = 20;

  private static final String CACHED =
      "{\"measures\":[\"Users.count\"],\"dimensions\":[\"Users.city\"],\"limit\":5}";
  private static final String TOTAL = "{\"measures\":[\"Users.count\"]}";
  private static final String NEW =
      "{\"measures\":[\"Users.count\"],\"filters\":[{\"member\":\"Users.id\","
          + "\"operator\":\"gt\",\"values\":[\"-%d\"]}]}";

  /**
   * One minute.
   *
   * @param resident memory at its end
   * @param heap that was in use when the least was: after a collection
   * @param cached results at its end
   */
  private record Minute(
      long requests,
      double medianMillis,
      double slowestMillis,
      double resident,
      double heap,
      double cached) {}

  private final Path root;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<Long> nanoseconds = new ConcurrentLinkedQueue<>();
  private final Queue<Double> heaps = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong number = new AtomicLong();

  /**
   * @param root of a built checkout
   */
  SoakBenchmark(Path root) {
    this.root = root;
  }

  @Override
  public List<Verdict> run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    Workspace workspace = Workspace.withoutPeer(root);
    List<Minute> minutes = new ArrayList<>();
    try (ShopDatabase database = ShopDatabase.start()) {
      Map<String, String> settings = new LinkedHashMap<>(database.settings());
      // Small enough to be full after a few minutes: from then on memory is to stay as it is.
      settings.put("CUBOID_CACHE_SIZE", "16mb");
      try (RunningServer server = workspace.cuboid().start(workspace.shop(), settings)) {
        server.untilFirstMeta(SharedSecret.token(1));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int minute = 0; minute < (quick ? QUICK_MINUTES : MINUTES); minute++) {
            oneMinute(server, clients);
            minutes.add(summary(server));
          }
        }
        print(minutes, out);
        server.collectGarbage();
        out.printf(
            "%.0f MB of the heap were in use at the end, after a full collection%n",
            megabytes(server, HEAP));
      }
    }
    return List.of();
  }

  /** Sends at the times of a clock, however long answers take. */
  private void oneMinute(RunningServer server, ExecutorService clients)
      throws InterruptedException {
    long start = System.nanoTime();
    long gap = TimeUnit.SECONDS.toNanos(1) / REQUESTS_PER_SECOND;
    for (int sent = 0; sent < 60 * REQUESTS_PER_SECOND; sent++) {
      long wait = start + sent * gap - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      long next = number.getAndIncrement();
      clients.execute(() -> send(server.port(), next));
      if (sent % REQUESTS_PER_SECOND == 0) {
        clients.execute(() -> lookAtHeap(server));
      }
    }
  }

  private void lookAtHeap(RunningServer server) {
    try {
      heaps.add(megabytes(server, HEAP));
    } catch (IOException e) {
      failures.add("/metrics: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double megabytes(RunningServer server, String metric)
      throws IOException, InterruptedException {
    return server.metric(metric) / MEGABYTE;
  }

  private void send(int port, long next) {
    int tenant = 1 + (int) (next % TENANTS);
    int kind = (int) (next / TENANTS % 10);
    String path =
        switch (kind) {
          case 0 -> "/meta";
          case 1 -> "/sql?query=" + encoded(NEW.formatted(next));
          case 2, 3 -> "/load?query=" + encoded(NEW.formatted(next));
          case 4, 5 -> "/load?query=" + encoded(CACHED);
          default -> "/load?query=" + encoded(TOTAL);
        };
    boolean counts = kind == 2 || kind == 3 || kind >= 6;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/cubejs-api/v1" + path))
            .header("Authorization", SharedSecret.token(tenant))
            .timeout(Duration.ofSeconds(30))
            .build();
    long start = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      nanoseconds.add(System.nanoTime() - start);
      String expected = "\"Users.count\":\"" + (tenant <= COMPANIES ? 1000 : 0) + "\"";
      if (response.statusCode() != 200 || (counts && !response.body().contains(expected))) {
        failures.add(path + ": " + response.statusCode() + " " + response.body());
      }
    } catch (IOException e) {
      failures.add(path + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Minute summary(RunningServer server) throws IOException, InterruptedException {
    double leastHeap = Double.POSITIVE_INFINITY;
    for (Double heap = heaps.poll(); heap != null; heap = heaps.poll()) {
      leastHeap = Math.min(leastHeap, heap);
    }
    List<Long> times = new ArrayList<>();
    for (Long time = nanoseconds.poll(); time != null; time = nanoseconds.poll()) {
      times.add(time);
    }
    Collections.sort(times);
    return new Minute(
        times.size(),
        times.get(times.size() / 2) / 1e6,
        times.get(times.size() * 99 / 100) / 1e6,
        server.residentBytes() / MEGABYTE,
        leastHeap,
        megabytes(server, CACHE));
  }

  private void print(List<Minute> minutes, PrintStream out) {
    out.printf(
        "%n%-8s %10s %12s %12s %14s %10s %10s%n",
        "minute", "requests", "median, ms", "99 %, ms", "resident, MB", "heap, MB", "cache, MB");
    for (int minute = 0; minute < minutes.size(); minute++) {
      Minute one = minutes.get(minute);
      out.printf(
          "%-8d %10d %12.2f %12.2f %14.0f %10.1f %10.1f%n",
          minute + 1,
          one.requests(),
          one.medianMillis(),
          one.slowestMillis(),
          one.resident(),
          one.heap(),
          one.cached());
    }
    out.printf("%d requests failed or saw rows of another tenant%n", failures.size());
    failures.stream().limit(5).forEach(out::println);
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
