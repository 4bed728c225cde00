package dev.cuboid.engine.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections to PostgreSQL.
 *
 * @param driver with all settings
 * @param serverTimeout after which the server gives a query up by itself
 */
record PostgresDriver(PGSimpleDataSource driver, Duration serverTimeout) {

  private static final int CANCEL_TIMEOUT_SECONDS = 3;
  private static final String APPLICATION_NAME = "cuboid";

  /** The server's own limit is for the case that this process dies before it can cancel a query. */
  private static final Duration TIMEOUT_MARGIN = Duration.ofSeconds(5);

  static PostgresDriver create(DataSourceConfig.Postgres config) {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setServerNames(new String[] {config.host()});
    driver.setPortNumbers(new int[] {config.port()});
    driver.setDatabaseName(config.database());
    driver.setUser(config.user());
    driver.setPassword(config.password().value());
    driver.setApplicationName(APPLICATION_NAME);
    driver.setConnectTimeout(Math.toIntExact(config.limits().connectTimeout().toSeconds()));
    driver.setCancelSignalTimeout(CANCEL_TIMEOUT_SECONDS);
    driver.setTcpKeepAlive(true);
    driver.setBinaryTransfer(false);
    driver.setStringType("unspecified");
    // A query with other values may need another plan; and poolers lose named statements.
    driver.setPrepareThreshold(0);
    encrypt(driver, config.tls());
    return new PostgresDriver(driver, config.limits().queryTimeout().plus(TIMEOUT_MARGIN));
  }

  /** Opens a connection whose session is set up. */
  Connection connect() throws SQLException {
    Connection connection = driver.getConnection();
    try (Statement statement = connection.createStatement()) {
      // As statements, not as start-up options: these do not pass through every connection pooler.
      statement.execute("SET TIME ZONE 'UTC'");
      statement.execute("SET statement_timeout TO " + serverTimeout.toMillis());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void encrypt(PGSimpleDataSource driver, Tls tls) {
    switch (tls) {
      case Tls.Disabled() -> driver.setSslMode("disable");
      case Tls.Enabled enabled -> {
        driver.setSslMode(mode(enabled));
        driver.setSslfactory(PemSocketFactory.class.getName());
        driver.setSslFactoryArg(new PemBundle(enabled).toText());
      }
    }
  }

  private static String mode(Tls.Enabled tls) {
    if (!tls.verify()) {
      return "require";
    }
    // Another name than the host's is checked by the socket factory.
    return tls.serverName().isPresent() ? "verify-ca" : "verify-full";
  }
}
