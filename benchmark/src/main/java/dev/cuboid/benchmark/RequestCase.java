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
 * @param kind what else is to be done for it
 */
record RequestCase(String name, String path, int connections, Kind kind) {

  static final String CACHED = "/load, in the result cache";
  static final String CACHED_64 = "/load, in the result cache, 64 connections";
  static final String NEVER_SEEN = "/load, never seen filter value";
  static final String SQL = "/sql, varying filter value";
  static final String FAN_OUT = "/sql, 4 cubes with fan-out, varying";
  static final String SMALL_META = "/meta, small";
  static final String FORGED = "403 for a forged token";
  static final String FORGED_ANEW = "403, another forged token each time";
  static final String ROWS_1000 = "1,000 cached rows of 4 columns";
  static final String ROWS_10000 = "10,000 cached rows of 4 columns";
  static final String ROWS_48000 = "48,000 cached rows of 4 columns";
  static final String NEVER_SEEN_ROWS = "48,000 rows, not cached";
  static final String CHAIN = "/sql through a chain of 16 joins";
  static final String WIDE_META = "/meta, 200 cubes of 30 members";
  static final String COMPRESSED_META = "/meta, 200 cubes, Accept-Encoding: gzip";
  static final String UNCHANGED_META = "/meta, 200 cubes, If-None-Match";
  static final String EMPTY = "/livez";

  private static final String V1 = "/cubejs-api/v1";

  private static final String GROUPED_QUERY =
      """
      {"measures":["Orders.count","Orders.totalAmount"],"dimensions":["Orders.status"],
       "timeDimensions":[{"dimension":"Orders.createdAt","granularity":"month",
         "dateRange":["2024-01-01","2024-12-31"]}]}
      """;

  private static final String BY_KEY_QUERY =
      """
      {"measures":["Orders.totalAmount"],"dimensions":["Orders.status"],
       "filters":[{"member":"Orders.id","operator":"equals","values":["COUNT"]}]}
      """;

  private static final String FAN_OUT_QUERY =
      """
      {"measures":["Orders.totalAmount","LineItems.revenue","Users.count"],
       "dimensions":["Products.category"],
       "filters":[{"member":"Users.city","operator":"equals","values":["city COUNT"]}]}
      """;

  private static final String ROWS_QUERY =
      """
      {"dimensions":["Orders.id","Orders.status","Orders.createdAt"],
       "measures":["Orders.totalAmount"],"order":{"Orders.id":"asc"},"limit":%d}
      """;

  /** Always the same rows, but nobody knows that before; grouping would take most of the time. */
  private static final String NEVER_SEEN_ROWS_QUERY =
      """
      {"dimensions":["Orders.id","Orders.status","Orders.createdAt"],
       "measures":["Orders.totalAmount"],"order":{"Orders.id":"asc"},"limit":48000,
       "ungrouped":true,
       "filters":[{"member":"Orders.id","operator":"gt","values":["-COUNT"]}]}
      """;

  /** What else is to be done for a request. */
  enum Kind {
    /** Nothing. */
    PLAIN(200),
    /** Its token is signed with another key. */
    FORGED(403),
    /** The same, and each request has another one. */
    FORGED_ANEW(403),
    /** Its client takes compressed answers. */
    COMPRESSED(200),
    /** Its client has the answer already, and names its tag. */
    UNCHANGED(304),
    /** A JDBC loop has a turn too, with the same SQL. */
    BESIDE_JDBC(200);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** With which it is to be answered. */
    int status() {
      return status;
    }
  }

  /** A cached result at so many connections. */
  static RequestCase cached(int connections) {
    return of(CACHED, "/load", GROUPED_QUERY, connections);
  }

  /** So many cached rows of 4 columns. */
  static RequestCase rows(int rows) {
    return of(rows + " cached rows", "/load", ROWS_QUERY.formatted(rows), 1);
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
        of(CACHED, "/load", GROUPED_QUERY, 16),
        of(CACHED_64, "/load", GROUPED_QUERY, 64),
        besideJdbc(NEVER_SEEN, BY_KEY_QUERY, 16),
        of(SQL, "/sql", BY_KEY_QUERY, 16),
        of(FAN_OUT, "/sql", FAN_OUT_QUERY, 16),
        new RequestCase(SMALL_META, V1 + "/meta", 16, Kind.PLAIN),
        new RequestCase(FORGED, V1 + "/meta", 16, Kind.FORGED),
        new RequestCase(FORGED_ANEW, V1 + "/meta", 16, Kind.FORGED_ANEW),
        of(ROWS_1000, "/load", ROWS_QUERY.formatted(1000), 1),
        of(ROWS_10000, "/load", ROWS_QUERY.formatted(10_000), 1),
        of(ROWS_48000, "/load", ROWS_QUERY.formatted(48_000), 1),
        besideJdbc(NEVER_SEEN_ROWS, NEVER_SEEN_ROWS_QUERY, 1));
  }

  /** The case on the model with a chain of joins. */
  static List<RequestCase> onChain() {
    return List.of(joins(16));
  }

  /** The cases on a large model. */
  static List<RequestCase> onWide() {
    return List.of(
        new RequestCase(WIDE_META, V1 + "/meta", 16, Kind.PLAIN),
        new RequestCase(COMPRESSED_META, V1 + "/meta", 16, Kind.COMPRESSED),
        new RequestCase(UNCHANGED_META, V1 + "/meta", 16, Kind.UNCHANGED),
        new RequestCase(EMPTY, "/livez", 16, Kind.PLAIN));
  }

  private static RequestCase of(String name, String endpoint, String query, int connections) {
    return new RequestCase(name, path(endpoint, query), connections, Kind.PLAIN);
  }

  private static RequestCase besideJdbc(String name, String query, int connections) {
    return new RequestCase(name, path("/load", query), connections, Kind.BESIDE_JDBC);
  }

  private static String path(String endpoint, String query) {
    String compact = query.replace("\n", "").replace("  ", "");
    String encoded = URLEncoder.encode(compact, StandardCharsets.UTF_8);
    return V1 + endpoint + "?query=" + encoded.replace("COUNT", LoadGenerator.COUNTER);
  }

  /** The path of one request. */
  String example() {
    return numbered(1);
  }

  /** The path of the request that such a number makes differ from others. */
  String numbered(long number) {
    return path.replace(LoadGenerator.COUNTER, Long.toString(number));
  }

  /** The path that answers with the SQL of such a request. */
  String sqlOf(long number) {
    return numbered(number).replace(V1 + "/load?", V1 + "/sql?");
  }
}
