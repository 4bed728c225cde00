package dev.cuboid.benchmark.jmh;

import dev.cuboid.engine.rows.EncodedRows;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a database to JSON: the time of each cell, that of the database in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 2)
public class WriteRows {

  private static final int ROWS = 10_000;
  private static final int CELLS = ROWS * SampleRows.COLUMNS;

  /** Where the rows come from. */
  @Param({"DuckDB", "PostgreSQL"})
  public String database = "DuckDB";

  private SampleRows rows = SampleRows.duckDb();

  /** Starts the database. */
  @Setup
  public void open() throws IOException {
    if (database.equals("PostgreSQL")) {
      rows.close();
      rows = SampleRows.postgres();
    }
  }

  /** Ends the database. */
  @TearDown
  public void close() throws IOException {
    rows.close();
  }

  /** As an answer has them. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public EncodedRows json() {
    return rows.encoded(ROWS);
  }

  /** The same rows read and thrown away: what the driver and the database take. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public long readOnly() {
    return rows.read(
        ROWS,
        (result, encoders) -> {
          long characters = 0;
          while (result.next()) {
            for (int column = 1; column <= SampleRows.COLUMNS; column++) {
              characters += result.getString(column).length();
            }
          }
          return characters;
        });
  }
}
