package dev.cuboid.engine.source;

/** Chooses the source for a configuration. */
public final class Sources {

  private Sources() {}

  /**
   * Does not connect yet.
   *
   * @param name of the data source, for the log
   */
  public static Source create(String name, DataSourceConfig config) {
    return switch (config) {
      case DataSourceConfig.DuckDb duckDb -> DuckDbSource.create(duckDb);
      case DataSourceConfig.Postgres postgres -> ServerSource.create(name, postgres);
      case DataSourceConfig.Jdbc jdbc -> ServerSource.create(name, jdbc);
    };
  }
}
