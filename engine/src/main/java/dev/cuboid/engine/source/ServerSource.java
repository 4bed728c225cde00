package dev.cuboid.engine.source;

import dev.cuboid.engine.source.ConnectionFactory.Opener;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.query.SqlQuery;

/** A database in a process of its own. */
final class ServerSource implements Source {

  private final QueryRunner runner;
  private final ConnectionFactory factory;
  private final ConnectionPool pool;
  private final Runnable afterwards;

  private ServerSource(
      QueryRunner runner, ConnectionFactory factory, ConnectionPool pool, Runnable afterwards) {
    this.runner = runner;
    this.factory = factory;
    this.pool = pool;
    this.afterwards = afterwards;
  }

  /**
   * PostgreSQL and what speaks its protocol. Does not connect yet.
   *
   * @param name of the data source, for the log
   */
  static ServerSource create(String name, DataSourceConfig.Postgres config) {
    return create(
        name,
        new PostgresProfile(),
        PostgresDriver.create(config)::connect,
        config.limits(),
        () -> {});
  }

  /**
   * Any database with a JDBC driver. Does not look for the driver yet.
   *
   * @param name of the data source, for the log
   */
  static ServerSource create(String name, DataSourceConfig.Jdbc config) {
    JdbcDriver driver = new JdbcDriver(config);
    return create(
        name, StandardProfile.of(config.dbType()), driver::connect, config.limits(), driver::close);
  }

  private static ServerSource create(
      String name, DatabaseProfile profile, Opener opener, Limits limits, Runnable afterwards) {
    ConnectionFactory factory = new ConnectionFactory(opener);
    ConnectionPool pool = new ConnectionPool("cuboid-" + name, factory, limits);
    return new ServerSource(new QueryRunner(profile), factory, pool, afterwards);
  }

  @Override
  public <T> T read(SqlQuery query, RunningStatement running, ResultReader<T> reader) {
    return runner.read(pool::connection, query, running, reader);
  }

  @Override
  public void testConnection() {
    // A connection of its own: the pool's may all be busy, which is not a failure.
    runner.test(factory::getConnection);
  }

  @Override
  public ConnectionCount connections() {
    return pool.count();
  }

  @Override
  public void close() {
    pool.close();
    afterwards.run();
  }
}
