package dev.cuboid.model.compile;

import dev.cuboid.model.raw.RawNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a granularity must be: an interval that divides the year evenly, or that starts somewhere.
 *
 * @see <a href="https://cube.dev/docs/product/data-modeling/reference/dimensions">Cube,
 *     dimensions</a>
 */
final class GranularityRules {

  private static final List<String> PREDEFINED =
      List.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");
  private static final Pattern ORIGIN =
      Pattern.compile(
          "\\d{4}(-\\d{2}(-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:?\\d{2})?)?)?)?");
  private static final Pattern PART = Pattern.compile("(-?\\d+)\\s+([a-z]+?)s?");

  private GranularityRules() {}

  static void check(Properties dimension) {
    dimension
        .entries("granularities")
        .forEach(
            (name, node) -> {
              if (node instanceof RawNode.Mapping mapping) {
                check(dimension, name, dimension.below(mapping));
              }
            });
  }

  private static void check(Properties dimension, String name, Properties granularity) {
    if (granularity.has("sql")) {
      if (!PREDEFINED.contains(name)) {
        dimension.error(
            granularity.position(),
            "'%s': a granularity defined with 'sql' must be named after one of the predefined granularities (%s)"
                .formatted(name, String.join(", ", PREDEFINED)));
      }
      return;
    }
    Optional<String> origin = granularity.text("origin");
    if (origin.isPresent()) {
      if (!ORIGIN.matcher(origin.get()).matches()) {
        dimension.error(
            granularity.position(),
            "Origin should be valid date-only form: YYYY[-MM[-DD]] or date-time form:"
                + " YYYY-MM-DD[T]HH:mm[:ss[.sss[Z]]]");
      }
      return;
    }
    Optional<String> interval = granularity.text("interval");
    if (interval.isPresent() && !isNatural(interval.get())) {
      dimension.error(
          granularity.position(),
          "Arbitrary intervals cannot be used without origin point specified");
    }
  }

  /** Whether intervals of this length begin at the same time in each year, week or day. */
  private static boolean isNatural(String interval) {
    Matcher part = PART.matcher(interval.strip());
    if (!part.matches() || part.group(1).length() > 9) {
      return false;
    }
    int count = Integer.parseInt(part.group(1));
    IntPredicate natural =
        switch (part.group(2)) {
          case "year" -> years -> true;
          case "quarter" -> quarters -> 4 % quarters == 0;
          case "month" -> months -> 12 % months == 0;
          case "week", "day" -> one -> one == 1;
          case "hour" -> hours -> 24 % hours == 0;
          case "minute", "second" -> parts -> 60 % parts == 0;
          default -> unknown -> false;
        };
    return count > 0 && natural.test(count);
  }
}
