package dev.cuboid.cli;

import dev.cuboid.cognito.CognitoOptions;
import dev.cuboid.cognito.CognitoServer;
import dev.cuboid.cognito.store.Database;
import dev.cuboid.server.CuboidServer;
import dev.cuboid.server.ServerOptions;
import dev.cuboid.server.config.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts a server on a small project, asks it what every project is asked first, and stops it. The
 * build runs it once, so that the JVM sees which classes a start needs and stores them ready made
 * (its ahead-of-time cache, JEP 483 and 514).
 */
final class Training {

  private static final String SECRET = "the-training-run-needs-a-secret-of-32-bytes";

  private static final String QUERY =
      """
      {"measures": ["customers.count", "orders.total"], "dimensions": ["customers.city"],
       "timeDimensions": [{"dimension": "orders.created_at", "granularity": "month",
         "dateRange": ["2026-01-01", "2026-06-30"]}],
       "filters": [{"member": "customers.city", "operator": "contains", "values": ["r"]}],
       "order": {"orders.total": "desc"}, "total": true}
      """;

  private static final String ORDERS =
      """
      cubes:
        - name: orders
          sql: >
            SELECT 1 AS id, 1 AS customer_id, 10.5 AS amount, TIMESTAMP '2026-02-03' AS created_at
          joins:
            - name: customers
              sql: "{CUBE}.customer_id = {customers}.id"
              relationship: many_to_one
          measures:
            - name: total
              type: sum
              sql: amount
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
            - name: created_at
              type: time
              sql: created_at
      """;

  private static final String CUSTOMERS =
      """
      cube(`customers`, {
        sql: `SELECT * FROM (SELECT 1 AS id, 'Bern' AS city, 1 AS company_id) all_customers
          WHERE ${SECURITY_CONTEXT.company_id.filter('company_id')}`,
        measures: { count: { type: `count` } },
        dimensions: {
          id: { sql: `id`, type: `number`, primaryKey: true },
          city: { sql: `city`, type: `string` }
        }
      });
      """;

  /** A file that has to be run, so that the JavaScript engine has its part in the training. */
  private static final String SCRIPT =
      """
      const members = Object.fromEntries(['a', 'b'].map((name) => [name, { sql: name, type: `sum` }]));
      cube(`scripted`, { sql: `SELECT 1 AS a, 2 AS b`, measures: members });
      """;

  private Training() {}

  /**
   * @param arguments {@code server} for the classes of a server whose model has to run no script;
   *     otherwise those of all commands
   */
  static void main(String[] arguments) throws IOException, InterruptedException {
    boolean serverAlone = List.of(arguments).equals(List.of("server"));
    if (!serverAlone) {
      Main.run("start", "--help");
      Main.run("cognito", "--help");
    }
    try (TrainingProvider provider = TrainingProvider.start()) {
      train(
          Map.of("CUBEJS_DB_TYPE", "duckdb"),
          provider,
          Map.of("orders.yml", ORDERS, "customers.js", CUSTOMERS),
          List.of("meta", "sql", "load"));
      // A pool connects at its first query; none is asked here.
      train(
          Map.of("CUBEJS_DB_TYPE", "postgres", "CUBEJS_DB_HOST", "localhost"),
          provider,
          serverAlone
              ? Map.of("customers.js", CUSTOMERS)
              : Map.of("customers.js", CUSTOMERS, "scripted.js", SCRIPT),
          List.of("meta"));
    }
    if (!serverAlone) {
      trainUserPool();
    }
  }

  private static void trainUserPool() throws IOException, InterruptedException {
    Path state = Files.createTempDirectory("cuboid-training");
    CognitoOptions options =
        CognitoOptions.builder()
            .port(0)
            .stateDirectory(state)
            .pool(ShopPool.seed("http://localhost:4000"))
            .triggers(state)
            .build();
    try (CognitoServer server = CognitoServer.start(options);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.keySetUri()).build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
    } finally {
      Database.delete(state);
      Files.delete(state);
    }
  }

  private static void train(
      Map<String, String> database,
      TrainingProvider provider,
      Map<String, String> files,
      List<String> paths)
      throws IOException, InterruptedException {
    Path project = Files.createTempDirectory("cuboid-training");
    Path model = Files.createDirectory(project.resolve("model"));
    Deque<Path> made = new ArrayDeque<>(List.of(model, project));
    Map<String, String> environment = new HashMap<>(database);
    environment.putAll(provider.settings());
    environment.putAll(
        Map.of(
            "CUBEJS_API_SECRET",
            SECRET,
            "NODE_ENV",
            "production",
            "CUBOID_HOST",
            "localhost",
            "PORT",
            "0"));
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        made.addFirst(Files.writeString(model.resolve(file.getKey()), file.getValue()));
      }
      Logging.apply(Environment.load(project, environment));
      try (CuboidServer server = CuboidServer.start(ServerOptions.of(project, environment));
          HttpClient client = HttpClient.newHttpClient()) {
        for (String path : paths) {
          URI uri = server.uri().resolve("/cubejs-api/v1/" + path);
          ask(client, uri, provider.token());
        }
      }
    } finally {
      for (Path file : made) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void ask(HttpClient client, URI uri, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Authorization", token);
    if (!uri.getPath().endsWith("/meta")) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString("{\"query\": " + QUERY + "}"));
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(uri.getPath() + " was answered with " + response.body());
    }
  }
}
