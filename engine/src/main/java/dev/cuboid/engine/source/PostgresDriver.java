package dev.cuboid.engine.source;

import dev.cuboid.engine.DataSourceConfig;
import dev.cuboid.engine.Tls;
import org.postgresql.ds.PGSimpleDataSource;

/** The settings of PostgreSQL's JDBC driver. */
final class PostgresDriver {

  private static final String APPLICATION_NAME = "cuboid";

  private PostgresDriver() {}

  static PGSimpleDataSource configured(DataSourceConfig.Postgres config) {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setServerNames(new String[] {config.host()});
    driver.setPortNumbers(new int[] {config.port()});
    driver.setDatabaseName(config.database());
    driver.setUser(config.user());
    driver.setPassword(config.password().value());
    driver.setApplicationName(APPLICATION_NAME);
    driver.setConnectTimeout(ConnectionPool.seconds(config.limits().connectTimeout()));
    driver.setTcpKeepAlive(true);
    driver.setBinaryTransfer(false);
    driver.setStringType("unspecified");
    // A query with other values may need another plan; and poolers lose named statements.
    driver.setPrepareThreshold(0);
    if (config.tls() instanceof Tls.Enabled tls) {
      driver.setSslMode(tls.verify() ? "verify-full" : "require");
      driver.setSslfactory(PemSocketFactory.class.getName());
      driver.setSslFactoryArg(new PemBundle(tls).toText());
    } else {
      driver.setSslMode("disable");
    }
    return driver;
  }
}
