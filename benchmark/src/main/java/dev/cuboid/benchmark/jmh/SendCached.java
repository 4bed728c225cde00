package dev.cuboid.benchmark.jmh;

import dev.cuboid.engine.rows.EncodedRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A cached result of 48,000 rows, written to memory: the time of each cell. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 2)
public class SendCached {

  private static final int ROWS = 48_000;
  private static final int CELLS = ROWS * SampleRows.COLUMNS;

  private final EncodedRows cached = cached();
  private final ByteArrayOutputStream memory =
      new ByteArrayOutputStream(Math.toIntExact(cached.length()));
  private final byte[] text = text();

  private static EncodedRows cached() {
    try (SampleRows rows = SampleRows.duckDb()) {
      return rows.encoded(ROWS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the database", e);
    }
  }

  private byte[] text() {
    try {
      cached.writeTo(memory);
      return memory.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }

  /** As the cache keeps it. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public int write() throws IOException {
    memory.reset();
    cached.writeTo(memory);
    return memory.size();
  }

  /** The same bytes, copied: no answer is faster. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public int copy() {
    memory.reset();
    memory.writeBytes(text);
    return memory.size();
  }
}
