package dev.cuboid.engine.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a database is reached, and how much of it may be used. */
public sealed interface DataSourceConfig {

  /** The name that Cube gives this kind of database: {@code dbType} of an answer. */
  String dbType();

  /** How much of the database may be used. */
  Limits limits();

  /**
   * A DuckDB inside this process. Files other than its own, the network and extensions are closed
   * to its queries.
   *
   * @param file the database; absent for one in memory
   * @param readOnly whether the file is opened for reading only
   * @param memoryLimit as DuckDB writes it, {@code 2GB}; absent for half of what the machine has
   * @param threads on which DuckDB runs its queries
   * @param schema in which unqualified names are looked up first
   * @param externalAccess what is opened of files, network and extensions; absent for nothing
   * @param limits how much of the database may be used
   */
  record DuckDb(
      Optional<Path> file,
      boolean readOnly,
      Optional<String> memoryLimit,
      int threads,
      Optional<String> schema,
      Optional<ExternalAccess> externalAccess,
      Limits limits)
      implements DataSourceConfig {

    public DuckDb {
      requirePositive("threads", threads);
    }

    /** A database without access to anything else. */
    public DuckDb(
        Optional<Path> file,
        boolean readOnly,
        Optional<String> memoryLimit,
        int threads,
        Optional<String> schema,
        Limits limits) {
      this(file, readOnly, memoryLimit, threads, schema, Optional.empty(), limits);
    }

    /** A database in memory, with default limits. */
    public static DuckDb inMemory() {
      return new DuckDb(
          Optional.empty(), false, Optional.empty(), 2, Optional.empty(), Limits.DEFAULT);
    }

    /** A database in a file, with default limits. */
    public static DuckDb inFile(Path file) {
      return new DuckDb(
          Optional.of(file), false, Optional.empty(), 2, Optional.empty(), Limits.DEFAULT);
    }

    @Override
    public String dbType() {
      return "duckdb";
    }
  }

  /**
   * What the queries of a DuckDB may read outside of its file. Its configuration stays locked.
   *
   * @param readable folders, files, and beginnings of addresses such as {@code s3://bucket/}
   * @param extensions to be installed and loaded: {@code CUBEJS_DB_DUCKDB_EXTENSIONS}
   * @param communityExtensions likewise, from the community's repository: {@code
   *     CUBEJS_DB_DUCKDB_COMMUNITY_EXTENSIONS}
   * @param settings of DuckDB, such as {@code s3_region}: {@code CUBEJS_DB_DUCKDB_S3_*}
   * @param s3CredentialChain whether the credentials for S3 are looked up as AWS's tools do: {@code
   *     CUBEJS_DB_DUCKDB_S3_USE_CREDENTIAL_CHAIN}
   */
  record ExternalAccess(
      List<String> readable,
      List<String> extensions,
      List<String> communityExtensions,
      Map<String, Secret> settings,
      boolean s3CredentialChain) {

    public ExternalAccess {
      readable = List.copyOf(readable);
      extensions = List.copyOf(extensions);
      communityExtensions = List.copyOf(communityExtensions);
      settings = Map.copyOf(settings);
      Stream.of(extensions, communityExtensions, settings.keySet())
          .flatMap(Collection::stream)
          .filter(name -> !name.matches("\\w+"))
          .findFirst()
          .ifPresent(
              name -> {
                throw new IllegalArgumentException(
                    "'" + name + "' is not a name of an extension or setting of DuckDB");
              });
    }
  }

  /**
   * PostgreSQL, or a database that speaks its protocol.
   *
   * @param dbType {@code postgres}, {@code redshift}, {@code questdb}, {@code materialize} or
   *     {@code crate}
   * @param host name or address
   * @param port of the server
   * @param database its name
   * @param user who signs in; reading is all that is needed
   * @param password of the user; may be empty
   * @param tls whether and how the connection is encrypted
   */
  record Postgres(
      String dbType,
      String host,
      int port,
      String database,
      String user,
      Secret password,
      Tls tls,
      Limits limits)
      implements DataSourceConfig {}

  /**
   * Any database with a JDBC driver.
   *
   * @param dbType as Cube names it, {@code mysql}, {@code clickhouse}, {@code trino}; decides how
   *     values are printed
   * @param url of the driver, without secrets
   * @param user who signs in; reading is all that is needed
   * @param password of the user; may be empty
   * @param tls certificates that are not part of the properties
   * @param properties further ones of the driver
   * @param sessionStatements SQL that sets up a new connection
   * @param drivers a folder with the jars of drivers, where the one that is needed is not part of
   *     the server
   * @param limits how much of the database may be used
   */
  record Jdbc(
      String dbType,
      String url,
      String user,
      Secret password,
      Tls tls,
      Map<String, String> properties,
      List<String> sessionStatements,
      Optional<Path> drivers,
      Limits limits)
      implements DataSourceConfig {

    public Jdbc {
      properties = Map.copyOf(properties);
      sessionStatements = List.copyOf(sessionStatements);
    }
  }

  /**
   * How much of a database may be used.
   *
   * @param concurrency how many queries of one cache scope run at once: {@code CUBEJS_CONCURRENCY}
   * @param maxConnections how many queries run at once in all: {@code CUBEJS_DB_MAX_POOL}. More
   *     than {@code concurrency}, so that one tenant's slow queries do not stop another's
   * @param minConnections how many connections are kept while idle: {@code CUBEJS_DB_MIN_POOL}
   * @param idleTimeout after which an idle connection is closed
   * @param connectTimeout how long a connection is waited for
   * @param queryTimeout after which a running query is cancelled: {@code CUBEJS_DB_QUERY_TIMEOUT}
   */
  record Limits(
      int concurrency,
      int maxConnections,
      int minConnections,
      Duration idleTimeout,
      Duration connectTimeout,
      Duration queryTimeout) {

    /** Cube's defaults for PostgreSQL. */
    public static final Limits DEFAULT =
        new Limits(2, 8, 0, Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMinutes(10));

    public Limits {
      requirePositive("concurrency", concurrency);
      requirePositive("maxConnections", maxConnections);
    }

    /** The same, but for the number of queries of one cache scope. */
    public Limits withConcurrency(int newConcurrency) {
      return new Limits(
          newConcurrency,
          Math.max(newConcurrency, maxConnections),
          minConnections,
          idleTimeout,
          connectTimeout,
          queryTimeout);
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
