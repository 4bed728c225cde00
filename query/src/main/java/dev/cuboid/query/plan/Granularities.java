package dev.cuboid.query.plan;

import dev.cuboid.model.Granularity;
import dev.cuboid.query.sql.TimeInterval;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The periods by which times are grouped.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/reference/dimensions#granularities">Custom
 *     granularities</a>
 */
final class Granularities {

  /** From the finest to the coarsest; weeks begin on Monday. */
  static final List<String> PREDEFINED =
      List.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");

  private static final List<String> COARSEST_FIRST =
      List.of("year", "month", "week", "day", "hour", "minute", "second");
  private static final LocalDateTime FIRST_OF_A_YEAR = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final LocalDateTime A_MONDAY = LocalDateTime.of(2000, 1, 3, 0, 0);

  private Granularities() {}

  static boolean isPredefined(String name) {
    return PREDEFINED.contains(name);
  }

  /** The granularity that a time dimension defines itself; it may replace a predefined one. */
  static Optional<Granularity> own(ResolvedMember member, String name) {
    return member.dimension().granularities().stream()
        .filter(granularity -> granularity.name().equals(name))
        .findFirst();
  }

  static TimeInterval interval(Granularity.Interval definition) {
    return interval(definition.interval());
  }

  static TimeInterval interval(String text) {
    return TimeInterval.parse(text)
        .orElseThrow(
            () ->
                QueryErrors.user(
                    "Invalid interval \"%s\": expected such as 3 days".formatted(text)));
  }

  /** The point from which intervals are counted. */
  static LocalDateTime origin(Granularity.Interval definition) {
    Optional<LocalDateTime> origin = definition.origin().flatMap(Times::parse);
    if (origin.isPresent()) {
      return origin.get();
    }
    TimeInterval interval = interval(definition);
    boolean weeks = interval.months() == 0 && interval.seconds() == 0 && interval.days() % 7 == 0;
    LocalDateTime natural = weeks ? A_MONDAY : FIRST_OF_A_YEAR;
    return definition
        .offset()
        .map(Granularities::interval)
        .map(offset -> offset.after(natural))
        .orElse(natural);
  }

  /** The finest unit of an interval's text. */
  static String unitOf(String interval) {
    String text = interval.toLowerCase(Locale.ROOT);
    return PREDEFINED.stream().filter(text::contains).findFirst().orElse("second");
  }

  /**
   * The coarsest granularity whose periods make up those of both; empty where there is neither.
   * Weeks and months have but days in common.
   */
  static Optional<String> finest(Optional<String> one, Optional<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    int finer = Math.min(PREDEFINED.indexOf(one.get()), PREDEFINED.indexOf(other.get()));
    int coarser = Math.max(PREDEFINED.indexOf(one.get()), PREDEFINED.indexOf(other.get()));
    boolean torn = PREDEFINED.get(finer).equals("week") && coarser > finer;
    return Optional.of(torn ? "day" : PREDEFINED.get(finer));
  }

  /** The coarsest granularity of which a period begins at that time. */
  static String beginningAt(LocalDateTime time) {
    return COARSEST_FIRST.stream()
        .filter(granularity -> TimeSeries.start(granularity, time).equals(time))
        .findFirst()
        .orElse("second");
  }
}
