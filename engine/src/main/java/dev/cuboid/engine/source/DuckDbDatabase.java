package dev.cuboid.engine.source;

import dev.cuboid.engine.source.DataSourceConfig.ExternalAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Opens a DuckDB and locks it down. */
final class DuckDbDatabase {

  /** Of the machine's memory: DuckDB's own default of 80 % leaves the server too little. */
  private static final String DEFAULT_MEMORY_LIMIT = "50%";

  private DuckDbDatabase() {}

  static DuckDBConnection open(DataSourceConfig.DuckDb config) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("threads", Integer.toString(config.threads()));
    settings.setProperty("memory_limit", config.memoryLimit().orElse(DEFAULT_MEMORY_LIMIT));
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    if (config.readOnly()) {
      settings.setProperty("duckdb.read_only", "true");
    }
    String url = "jdbc:duckdb:" + config.file().map(Path::toString).orElse("");
    DuckDBConnection connection =
        DriverManager.getConnection(url, settings).unwrap(DuckDBConnection.class);
    try (Statement statement = connection.createStatement()) {
      if (isLocked(statement)) {
        // Another data source of this process has the same file open; they share the settings.
        return connection;
      }
      // Global, so that every duplicate of this connection has them too.
      statement.execute("SET GLOBAL TimeZone = 'UTC'");
      if (config.externalAccess().isPresent()) {
        open(config.externalAccess().get(), statement);
      }
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean isLocked(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("SELECT current_setting('lock_configuration')::BOOLEAN")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static void open(ExternalAccess access, Statement statement) throws SQLException {
    for (String extension : access.extensions()) {
      statement.execute("INSTALL " + extension);
      statement.execute("LOAD " + extension);
    }
    for (String extension : access.communityExtensions()) {
      statement.execute("INSTALL " + extension + " FROM community");
      statement.execute("LOAD " + extension);
    }
    for (Map.Entry<String, Secret> setting : access.settings().entrySet()) {
      statement.execute(
          "SET GLOBAL " + setting.getKey() + " = " + literal(setting.getValue().value()));
    }
    if (access.s3CredentialChain()) {
      statement.execute("CREATE SECRET (TYPE S3, PROVIDER CREDENTIAL_CHAIN)");
    }
    List<String> files =
        access.readable().stream().filter(path -> Files.isRegularFile(Path.of(path))).toList();
    List<String> folders =
        access.readable().stream().filter(path -> !files.contains(path)).toList();
    statement.execute("SET allowed_paths = " + list(files));
    statement.execute("SET allowed_directories = " + list(folders));
  }

  private static String list(List<String> texts) {
    return texts.stream().map(DuckDbDatabase::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
