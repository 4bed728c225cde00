package dev.cuboid.benchmark.jmh;

import dev.cuboid.engine.rows.EncodedRows;
import dev.cuboid.engine.rows.RowsEncoder;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.ResultReader;
import dev.cuboid.engine.source.RunningStatement;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Source;
import dev.cuboid.engine.source.Sources;
import dev.cuboid.engine.source.Tls;
import dev.cuboid.query.ResultFormat;
import dev.cuboid.query.ResultShape;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.SqlQuery.ResultColumn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A database that makes up rows of a number, a text, a time and an amount. */
final class SampleRows implements AutoCloseable {

  /** In each row. */
  static final int COLUMNS = 4;

  private static final ResultShape SHAPE =
      new ResultShape(
          List.of(
              new ResultShape.Column("Orders.id", 0),
              new ResultShape.Column("Orders.status", 1),
              new ResultShape.Column("Orders.createdAt", 2),
              new ResultShape.Column("Orders.totalAmount", 3)),
          ResultFormat.DEFAULT);

  private final Source source;
  private final Optional<EmbeddedPostgres> server;

  private SampleRows(Source source, Optional<EmbeddedPostgres> server) {
    this.source = source;
    this.server = server;
  }

  static SampleRows duckDb() {
    return new SampleRows(
        Sources.create("default", DataSourceConfig.DuckDb.inMemory()), Optional.empty());
  }

  static SampleRows postgres() throws IOException {
    EmbeddedPostgres server = EmbeddedPostgres.start();
    DataSourceConfig config =
        new DataSourceConfig.Postgres(
            "postgres",
            "localhost",
            server.getPort(),
            "postgres",
            "postgres",
            new Secret("postgres"),
            new Tls.Disabled(),
            Limits.DEFAULT);
    return new SampleRows(Sources.create("default", config), Optional.of(server));
  }

  /** Reads so many rows, and gives them as JSON. */
  EncodedRows encoded(int rows) {
    return read(rows, (result, encoders) -> RowsEncoder.encode(result, encoders, SHAPE));
  }

  /** Reads so many rows. */
  <T> T read(int rows, ResultReader<T> reader) {
    SqlQuery query =
        new SqlQuery(
            """
            SELECT i AS id, 'completed' AS status,
              TIMESTAMP '2024-01-01' + INTERVAL '2 minutes' * i AS created_at,
              CAST((i %% 10000) / 100.0 AS numeric(10, 2)) AS amount
            FROM generate_series(1, %d) AS made(i)
            """
                .formatted(rows),
            List.of(),
            List.of(
                new ResultColumn("Orders.id", "id", ColumnType.NUMBER),
                new ResultColumn("Orders.status", "status", ColumnType.STRING),
                new ResultColumn("Orders.createdAt", "created_at", ColumnType.TIME),
                new ResultColumn("Orders.totalAmount", "amount", ColumnType.NUMBER)),
            "default");
    return source.read(query, new RunningStatement(), reader);
  }

  @Override
  public void close() throws IOException {
    source.close();
    if (server.isPresent()) {
      server.get().close();
    }
  }
}
