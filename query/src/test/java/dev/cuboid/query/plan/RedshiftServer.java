package dev.cuboid.query.plan;

import dev.cuboid.query.dialect.Dialects;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;

/**
 * A PostgreSQL with those of Redshift's functions that the dialect calls and PostgreSQL lacks.
 * Redshift itself is a service only.
 */
final class RedshiftServer implements TestServer {

  private static final String FUNCTIONS =
      """
      CREATE FUNCTION dateadd(part text, amount bigint, start timestamp) RETURNS timestamp
        IMMUTABLE RETURN start + (amount || part)::interval;
      """;

  private EmbeddedPostgres server;

  @Override
  public TestDatabase start() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    return new TestDatabase(
            "Redshift",
            Dialects.byName("redshift").orElseThrow(),
            TestDatabase.postgresConnection(server.getJdbcUrl("postgres", "postgres")))
        .with(FUNCTIONS)
        .with(Shop.DATA);
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
