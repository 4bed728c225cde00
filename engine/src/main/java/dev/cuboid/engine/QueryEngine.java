package dev.cuboid.engine;

import dev.cuboid.engine.rows.RowsEncoder;
import dev.cuboid.engine.source.DuckDbSource;
import dev.cuboid.engine.source.PostgresSource;
import dev.cuboid.engine.source.RunningStatement;
import dev.cuboid.engine.source.Source;
import dev.cuboid.query.SqlQuery;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns SQL into rows. Thread-safe; its methods block and are meant for virtual threads. */
public final class QueryEngine implements AutoCloseable {

  private final Map<String, NamedSource> sources;
  private final Clock clock;

  private QueryEngine(Map<String, NamedSource> sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * Does not connect to any database yet.
   *
   * @param dataSources by name
   */
  public static QueryEngine create(
      EngineOptions options, Map<String, DataSourceConfig> dataSources, Clock clock) {
    Map<String, NamedSource> sources = new LinkedHashMap<>();
    dataSources.forEach(
        (name, config) ->
            sources.put(name, new NamedSource(config.dbType(), source(name, config))));
    return new QueryEngine(sources, clock);
  }

  /**
   * The rows of a query.
   *
   * @throws ContinueWaitException if they take longer than a request may wait
   * @throws DatabaseException if the database refuses
   */
  public QueryResult load(LoadRequest request) {
    String dataSource = request.sql().dataSource();
    NamedSource source = source(dataSource);
    EncodedRows rows =
        source
            .source()
            .read(
                request.sql(),
                new RunningStatement(),
                (result, encoders) -> RowsEncoder.encode(result, encoders, request.shape()));
    return new QueryResult(rows, clock.instant(), dataSource, source.dbType(), false);
  }

  /** The only value of a query that counts. */
  public long count(SqlQuery query, String cacheScope) {
    return source(query.dataSource())
        .source()
        .read(query, new RunningStatement(), (rows, encoders) -> rows.next() ? rows.getLong(1) : 0);
  }

  /**
   * Whether a data source answers.
   *
   * @throws DatabaseException if not
   */
  public void testConnection(String dataSource) {
    source(dataSource).source().testConnection();
  }

  /** The kind of a data source, as Cube names it. */
  public String dbType(String dataSource) {
    return source(dataSource).dbType();
  }

  @Override
  public void close() {
    sources.values().forEach(named -> named.source().close());
  }

  private NamedSource source(String name) {
    NamedSource source = sources.get(name);
    if (source == null) {
      throw new DatabaseException(
          "The %s data source is missing in the declared CUBEJS_DATASOURCES.".formatted(name));
    }
    return source;
  }

  private static Source source(String name, DataSourceConfig config) {
    return switch (config) {
      case DataSourceConfig.DuckDb duckDb -> DuckDbSource.create(duckDb);
      case DataSourceConfig.Postgres postgres -> PostgresSource.create(name, postgres);
    };
  }

  private record NamedSource(String dbType, Source source) {}
}
