package dev.cuboid.engine.source;

import dev.cuboid.engine.source.DataSourceConfig.Jdbc;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A database as its operator describes it, for which this class finds the words of its JDBC driver.
 * What is part of a URL is checked, for a description may be made from the claims of a token.
 *
 * @param dbType as in {@code CUBEJS_DB_TYPE}
 * @param host name or address; absent for this machine
 * @param port absent for the usual one
 * @param database its name
 * @param user who signs in; may be empty
 * @param password of the user; may be empty
 * @param tls whether and how the connection is encrypted, where that can be chosen
 * @param options what only some kinds of databases have
 */
public record JdbcServer(
    String dbType,
    Optional<String> host,
    Optional<Integer> port,
    Optional<String> database,
    String user,
    Secret password,
    Tls tls,
    Map<Option, String> options) {

  private static final Pattern PART_OF_A_URL = Pattern.compile("[\\w.$-]+");
  private static final String UTC = "UTC";

  public JdbcServer {
    options = Map.copyOf(options);
  }

  /** What only some kinds of databases have. */
  public enum Option {
    /** Snowflake's, before {@code .snowflakecomputing.com}. */
    ACCOUNT,
    /** Snowflake's, which runs the queries. */
    WAREHOUSE,
    /** Snowflake's, in which the user reads. */
    ROLE,
    /** Of Trino, Presto, Athena and Databricks. */
    CATALOG,
    /** Google's, which pays for the queries. */
    PROJECT,
    /** A file with the key of a service account or user. */
    KEY_FILE,
    /** Of BigQuery's data. */
    LOCATION,
    /** AWS's. */
    REGION,
    /** Where Athena puts results, in S3. */
    OUTPUT_LOCATION,
    /** Athena's. */
    WORKGROUP,
    /** All of the address, in place of its parts; of Databricks there is no other. */
    URL,
    /** SQL Server's, of a user of Windows: {@code CUBEJS_DB_DOMAIN}. */
    DOMAIN,
    /** Trino's, in place of a password: {@code CUBEJS_DB_PRESTO_AUTH_TOKEN}. */
    ACCESS_TOKEN,
    /** {@code true} for a user of ClickHouse who may not change settings. */
    READ_ONLY,
    /** {@code true} for answers of ClickHouse that are compressed. */
    COMPRESSED
  }

  /**
   * What is said to a driver.
   *
   * @param url of its parts, where it is not given as a whole
   */
  private record Words(
      Supplier<String> url, Map<String, String> properties, List<String> statements) {}

  /** Whether this class knows that kind of database. */
  public static boolean knows(String dbType) {
    return switch (dbType) {
      case "athena",
          "bigquery",
          "clickhouse",
          "databricks-jdbc",
          "mariadb",
          "mssql",
          "mysql",
          "oracle",
          "prestodb",
          "snowflake",
          "sqlite",
          "trino" ->
          true;
      default -> false;
    };
  }

  /** The options without which that kind of database cannot be reached. */
  public static Set<Option> required(String dbType) {
    return switch (dbType) {
      case "athena" -> Set.of(Option.REGION);
      case "bigquery" -> Set.of(Option.PROJECT);
      case "databricks-jdbc" -> Set.of(Option.URL);
      case "prestodb", "trino" -> Set.of(Option.CATALOG);
      case "snowflake" -> Set.of(Option.ACCOUNT);
      default -> Set.of();
    };
  }

  /**
   * The configuration for its driver. The session is in UTC wherever the kind of database needs it.
   *
   * @param drivers a folder with the driver's jar
   * @throws IllegalArgumentException for a kind that is not known, and for a value that cannot be
   *     part of a URL
   */
  public Jdbc config(Path drivers, Limits limits) {
    requireKnownCertificates();
    Words words = words();
    return new Jdbc(
        dbType,
        Optional.ofNullable(options.get(Option.URL)).orElseGet(words.url),
        user,
        password,
        tls,
        words.properties,
        words.statements,
        Optional.of(drivers),
        limits);
  }

  /** What has no effect would be taken for a protection that is not there. */
  private void requireKnownCertificates() {
    if (!(tls instanceof Tls.Enabled enabled)) {
      return;
    }
    Optional<KeyStoreWords> words = KeyStoreWords.of(dbType);
    if (enabled.authorities().isPresent() && words.isEmpty()) {
      throw new IllegalArgumentException("CUBEJS_DB_SSL_CA cannot be given to its driver");
    }
    if (enabled.own().isPresent() && words.flatMap(KeyStoreWords::own).isEmpty()) {
      throw new IllegalArgumentException("CUBEJS_DB_SSL_CERT cannot be given to its driver");
    }
    if (enabled.serverName().isPresent() && words.flatMap(KeyStoreWords::serverName).isEmpty()) {
      throw new IllegalArgumentException("CUBEJS_DB_SSL_SERVERNAME cannot be given to its driver");
    }
  }

  private Optional<String> serverName() {
    return tls instanceof Tls.Enabled enabled ? enabled.serverName() : Optional.empty();
  }

  private boolean isChosen(Option option) {
    return Boolean.parseBoolean(options.get(option));
  }

  private Words words() {
    return switch (dbType) {
      case "athena" -> athena();
      case "bigquery" -> bigQuery();
      case "clickhouse" -> clickHouse();
      case "databricks-jdbc" -> databricks();
      case "mariadb" ->
          mySql("mariadb", Map.of("sslMode", chosen("disable", "trust", "verify-full")));
      case "mssql" -> sqlServer();
      case "mysql" -> mySql("mysql", connectorJ());
      case "oracle" -> oracle();
      case "prestodb" -> trino("presto", Map.of("timeZoneId", UTC));
      case "snowflake" -> snowflake();
      case "sqlite" -> sqlite();
      case "trino" -> trino("trino", Map.of("timezone", UTC));
      default -> throw new IllegalArgumentException("no JDBC driver is known for " + dbType);
    };
  }

  private Words athena() {
    Map<String, String> properties = new HashMap<>();
    put(properties, "Region", Option.REGION);
    put(properties, "OutputLocation", Option.OUTPUT_LOCATION);
    put(properties, "WorkGroup", Option.WORKGROUP);
    put(properties, "Catalog", Option.CATALOG);
    database.ifPresent(name -> properties.put("Database", name));
    return new Words(() -> "jdbc:athena://", properties, List.of());
  }

  private Words bigQuery() {
    Map<String, String> properties = new HashMap<>();
    put(properties, "ProjectId", Option.PROJECT);
    put(properties, "OAuthPvtKeyPath", Option.KEY_FILE);
    put(properties, "Location", Option.LOCATION);
    // With a key of a service account, or with what the machine has.
    properties.put("OAuthType", options.containsKey(Option.KEY_FILE) ? "0" : "3");
    database.ifPresent(name -> properties.put("DefaultDataset", name));
    return new Words(
        () -> "jdbc:bigquery://https://www.googleapis.com/bigquery/v2:443", properties, List.of());
  }

  private Words clickHouse() {
    Map<String, String> properties = new HashMap<>();
    properties.put("ssl", Boolean.toString(tls.isEnabled()));
    if (tls.isEnabled() && !tls.isVerified()) {
      // Drivers since 0.9 always verify, and refuse a property that they do not know.
      properties.put("sslmode", "none");
    }
    if (!isChosen(Option.READ_ONLY)) {
      properties.put("clickhouse_setting_join_use_nulls", "1");
    }
    if (isChosen(Option.COMPRESSED)) {
      properties.put("compress", "true");
    }
    return new Words(
        () -> address("clickhouse", tls.isEnabled() ? 8443 : 8123) + "/" + databaseOr("default"),
        properties,
        List.of());
  }

  private Words databricks() {
    String url = options.getOrDefault(Option.URL, "");
    if (!url.startsWith("jdbc:databricks:")) {
      throw new IllegalArgumentException(
          "the URL of Databricks does not begin with jdbc:databricks:");
    }
    Map<String, String> properties = new HashMap<>();
    put(properties, "ConnCatalog", Option.CATALOG);
    // Arrow's buffers need an option of the Java process.
    properties.put("EnableArrow", "0");
    return new Words(() -> url, properties, List.of("SET TIME ZONE 'UTC'"));
  }

  private Map<String, String> connectorJ() {
    return Map.of(
        "sslMode",
        chosen("DISABLED", "REQUIRED", "VERIFY_IDENTITY"),
        "allowPublicKeyRetrieval",
        Boolean.toString(!tls.isEnabled()),
        "connectionTimeZone",
        UTC);
  }

  private Words mySql(String scheme, Map<String, String> particular) {
    Map<String, String> properties = new HashMap<>(particular);
    properties.put("tinyInt1isBit", "false");
    return new Words(
        () -> address(scheme, 3306) + "/" + databaseOr(""),
        properties,
        List.of("SET time_zone = '+00:00'"));
  }

  private Words sqlServer() {
    Map<String, String> properties = new HashMap<>();
    database.ifPresent(name -> properties.put("databaseName", name));
    properties.put("encrypt", Boolean.toString(tls.isEnabled()));
    properties.put("trustServerCertificate", Boolean.toString(!tls.isVerified()));
    serverName().ifPresent(name -> properties.put("hostNameInCertificate", name));
    if (options.containsKey(Option.DOMAIN)) {
      put(properties, "domain", Option.DOMAIN);
      properties.put("integratedSecurity", "true");
      properties.put("authenticationScheme", "NTLM");
    }
    return new Words(() -> address("sqlserver", 1433), properties, List.of());
  }

  private Words oracle() {
    String protocol = tls.isEnabled() ? "tcps" : "tcp";
    return new Words(
        () -> address("oracle:thin:@" + protocol, 1521) + "/" + databaseOr(""),
        Map.of("oracle.net.ssl_server_dn_match", Boolean.toString(tls.isVerified())),
        List.of("ALTER SESSION SET TIME_ZONE = 'UTC'"));
  }

  private Words snowflake() {
    Map<String, String> properties = new HashMap<>();
    database.ifPresent(name -> properties.put("db", name));
    put(properties, "account", Option.ACCOUNT);
    put(properties, "warehouse", Option.WAREHOUSE);
    put(properties, "role", Option.ROLE);
    put(properties, "private_key_file", Option.KEY_FILE);
    properties.put("TIMEZONE", UTC);
    properties.put("WEEK_START", "1");
    // Arrow's buffers need an option of the Java process.
    properties.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
    return new Words(() -> "jdbc:snowflake://" + snowflakeHost() + "/", properties, List.of());
  }

  private String snowflakeHost() {
    return host.map(name -> partOfUrl("host", name))
        .orElseGet(
            () ->
                partOfUrl("account", options.getOrDefault(Option.ACCOUNT, ""))
                    + ".snowflakecomputing.com");
  }

  private Words sqlite() {
    return new Words(this::sqliteFile, Map.of("open_mode", "1"), List.of());
  }

  private String sqliteFile() {
    String file = database.orElse(":memory:");
    if (file.contains("?")) {
      throw new IllegalArgumentException("the file of SQLite has a question mark in its name");
    }
    return "jdbc:sqlite:" + file;
  }

  private Words trino(String scheme, Map<String, String> particular) {
    Map<String, String> properties = new HashMap<>(particular);
    if (tls.isEnabled()) {
      properties.put("SSL", "true");
      if (!tls.isVerified() && scheme.equals("trino")) {
        properties.put("SSLVerification", "NONE");
      }
    }
    put(properties, "accessToken", Option.ACCESS_TOKEN);
    return new Words(() -> address(scheme, 8080) + "/" + catalog(), properties, List.of());
  }

  private String catalog() {
    String catalog = partOfUrl("catalog", options.getOrDefault(Option.CATALOG, ""));
    return catalog + database.map(name -> "/" + partOfUrl("database", name)).orElse("");
  }

  private String address(String scheme, int usualPort) {
    String name = partOfUrl("host", host.orElse("localhost"));
    return "jdbc:" + scheme + "://" + name + ":" + port.orElse(usualPort);
  }

  private String databaseOr(String usual) {
    return database.map(name -> partOfUrl("database", name)).orElse(usual);
  }

  private static String partOfUrl(String what, String value) {
    if (!PART_OF_A_URL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the %s of the database may have letters, digits and . _ - $ only".formatted(what));
    }
    return value;
  }

  private String chosen(String plain, String unverified, String strict) {
    if (!tls.isEnabled()) {
      return plain;
    }
    return tls.isVerified() ? strict : unverified;
  }

  private void put(Map<String, String> properties, String name, Option option) {
    String value = options.get(option);
    if (value != null) {
      properties.put(name, value);
    }
  }
}
