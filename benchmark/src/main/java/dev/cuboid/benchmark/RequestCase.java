package dev.cuboid.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request that is sent again and again.
 *
 * @param name as the table shows it
 * @param path with {@link LoadGenerator#COUNTER} where each request is to differ
 * @param connections how many clients send it at once
 * @param forged whether its token is signed with another key
 */
record RequestCase(String name, String path, int connections, boolean forged) {

  private static final String V1 = "/cubejs-api/v1";

  private static final String GROUPED =
      """
      {"measures":["Orders.count","Orders.totalAmount"],"dimensions":["Orders.status"],
       "timeDimensions":[{"dimension":"Orders.createdAt","granularity":"month",
         "dateRange":["2024-01-01","2024-12-31"]}]}
      """;

  private static final String BY_KEY =
      """
      {"measures":["Orders.totalAmount"],"dimensions":["Orders.status"],
       "filters":[{"member":"Orders.id","operator":"equals","values":["COUNT"]}]}
      """;

  private static final String FAN_OUT =
      """
      {"measures":["Orders.totalAmount","LineItems.revenue","Users.count"],
       "dimensions":["Products.category"],
       "filters":[{"member":"Users.city","operator":"equals","values":["city COUNT"]}]}
      """;

  private static final String ROWS =
      """
      {"dimensions":["Orders.id","Orders.status","Orders.createdAt"],
       "measures":["Orders.totalAmount"],"order":{"Orders.id":"asc"},"limit":%d}
      """;

  /** A cached result at so many connections. */
  static RequestCase cached(int connections) {
    return of("/load, in the result cache", "/load", GROUPED, connections);
  }

  /** So many cached rows of 4 columns. */
  static RequestCase rows(int rows) {
    return of(rows + " cached rows", "/load", ROWS.formatted(rows), 1);
  }

  /** SQL through a chain of so many joins, at most 16. */
  static RequestCase joins(int joins) {
    String query =
        """
        {"measures":["Link0.count"],"dimensions":["Link%1$d.name"],
         "filters":[{"member":"Link%1$d.name","operator":"equals","values":["COUNT"]}]}
        """
            .formatted(joins);
    return of("/sql through a chain of " + joins + " joins", "/sql", query, 1);
  }

  /** The cases on the model of the shop. */
  static List<RequestCase> onShop() {
    return List.of(
        of("/load, in the result cache", "/load", GROUPED, 16),
        of("/load, in the result cache", "/load", GROUPED, 64),
        of("/load, never seen filter value", "/load", BY_KEY, 16),
        of("/sql, varying filter value", "/sql", BY_KEY, 16),
        of("/sql, 4 cubes with fan-out, varying", "/sql", FAN_OUT, 16),
        new RequestCase("/meta, small", V1 + "/meta", 16, false),
        new RequestCase("403 for a forged token", V1 + "/meta", 16, true),
        of("1,000 cached rows of 4 columns", "/load", ROWS.formatted(1000), 1),
        of("10,000 cached rows of 4 columns", "/load", ROWS.formatted(10_000), 1),
        of("48,000 cached rows of 4 columns", "/load", ROWS.formatted(48_000), 1));
  }

  /** The case on the model with a chain of joins. */
  static List<RequestCase> onChain() {
    return List.of(joins(16));
  }

  /** The case on a large model. */
  static List<RequestCase> onWide() {
    return List.of(new RequestCase("/meta, 200 cubes of 30 members", V1 + "/meta", 16, false));
  }

  private static RequestCase of(String name, String endpoint, String query, int connections) {
    String compact = query.replace("\n", "").replace("  ", "");
    String encoded = URLEncoder.encode(compact, StandardCharsets.UTF_8);
    String path = V1 + endpoint + "?query=" + encoded.replace("COUNT", LoadGenerator.COUNTER);
    String shown = connections == 64 ? name + ", 64 connections" : name;
    return new RequestCase(shown, path, connections, false);
  }

  /** The path of one request. */
  String example() {
    return path.replace(LoadGenerator.COUNTER, "1");
  }
}
