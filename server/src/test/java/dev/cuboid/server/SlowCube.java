package dev.cuboid.server;

import dev.cuboid.engine.PostgresFixture;
import dev.cuboid.engine.PostgresFixture.HeldLock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The cube {@code slow} in PostgreSQL, whose queries stand still while a test holds them. */
final class SlowCube implements AutoCloseable {

  /** Counts a thousand. */
  static final String COUNT = "{\"measures\":[\"slow.count\"]}";

  private static final int LOCK = 7;

  private static final String MODEL =
      """
      cubes:
        - name: slow
          sql: "SELECT id FROM generate_series(1, 1000) AS numbers(id), pg_advisory_xact_lock_shared(7) AS held"
          measures:
            - name: count
              type: count
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
      """;

  private final PostgresFixture postgres = PostgresFixture.start();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

  /** Its database. */
  PostgresFixture postgres() {
    return postgres;
  }

  /** A project with the cube. */
  TestProject project(Path folder) {
    return TestProject.empty(folder).file("model/slow.yml", MODEL).postgres(postgres.config());
  }

  /** Lets queries stand still until the answer is closed. */
  HeldLock hold() {
    return postgres.hold(LOCK);
  }

  /** How many queries the database is running. */
  long running() {
    return postgres.running("advisory_xact");
  }

  /** Asks without waiting; each number is another query, which counts one. */
  Future<HttpResponse<String>> ask(TestServer server, int number, String... headers) {
    String query =
        """
        {"measures": ["slow.count"],
         "filters": [{"member": "slow.id", "operator": "equals", "values": ["%d"]}]}
        """
            .formatted(number);
    return clients.submit(() -> server.load(query, headers));
  }

  @Override
  public void close() {
    clients.shutdownNow();
    postgres.close();
  }
}
