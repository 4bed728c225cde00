package dev.cuboid.query.properties;

import dev.cuboid.query.plan.TestDatabase;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The seeds that are tried: always the same, and as many as a run can afford. The system property
 * {@code cuboid.seeds} multiplies their number, {@code cuboid.seed} tries a single one.
 */
final class Seeds {

  /** One in so many is tried on PostgreSQL too. */
  private static final int SHARE_OF_POSTGRES = 4;

  private Seeds() {}

  static Stream<Long> upTo(long usual) {
    Long only = Long.getLong("cuboid.seed");
    if (only != null) {
      return Stream.of(only);
    }
    return LongStream.range(0, usual * Long.getLong("cuboid.seeds", 1)).boxed();
  }

  /** Arguments: a database, a seed. */
  static Stream<Arguments> onDatabases(long usual) {
    TestDatabase duckDb = TestDatabase.ALL.getFirst();
    TestDatabase postgres = TestDatabase.ALL.getLast();
    return upTo(usual)
        .flatMap(
            seed ->
                seed % SHARE_OF_POSTGRES == 0
                    ? Stream.of(Arguments.of(duckDb, seed), Arguments.of(postgres, seed))
                    : Stream.of(Arguments.of(duckDb, seed)));
  }
}
