package dev.cuboid.model.compile;

import dev.cuboid.model.MemberPath;
import dev.cuboid.model.raw.RawNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a member's properties must be, beyond their form.
 *
 * @see <a href="https://cube.dev/docs/product/data-modeling/reference/measures">Cube, measures</a>
 */
final class MemberRules {

  private static final Pattern WINDOW =
      Pattern.compile("-?\\d+ (minute|hour|day|week|month|quarter|year)s?");
  private static final Set<String> NOT_NUMERIC = Set.of("string", "boolean", "time");
  private static final Set<String> NAMED_FORMATS =
      Set.of("imageUrl", "link", "currency", "percent", "number", "id");

  /** The directives of strftime, with the padding that d3 allows before them. */
  private static final Pattern DIRECTIVE = Pattern.compile("%[-_0]?(.)?");

  private static final String DIRECTIVES = "aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ%";

  private MemberRules() {}

  static void measure(Properties measure) {
    String type = measure.text("type").orElse("").toLowerCase(Locale.ROOT);
    if (measure.has("currency") && NOT_NUMERIC.contains(type)) {
      measure.error(
          measure.position(),
          "\"currency\" property can only be used with numeric measures, actual type: " + type);
    }
    measure
        .below("rollingWindow")
        .ifPresent(
            window -> {
              interval(measure, window, "trailing");
              interval(measure, window, "leading");
            });
  }

  private static void interval(Properties measure, Properties window, String key) {
    Optional<String> value = window.text(key);
    if (value.isEmpty()
        || value.get().equals("unbounded")
        || WINDOW.matcher(value.get()).matches()) {
      return;
    }
    measure.error(
        window.position(),
        "(%s.rollingWindow.%s = %s) does not match regexp: /^(-?\\d+) (minute|hour|day|week|month|quarter|year)s?$/"
            .formatted(ownPath("measures", measure.owner()), key, value.get()));
  }

  static void dimension(Properties dimension) {
    String type = dimension.text("type").orElse("");
    if (dimension.has("currency") && !type.equals("number")) {
      dimension.error(
          dimension.position(),
          "\"currency\" property can only be used with dimensions of type \"number\"");
    }
    if (type.equals("time") && dimension.node("format").orElse(null) instanceof RawNode.Scalar) {
      dimension.text("format").ifPresent(format -> timeFormat(dimension, format));
    }
    if (dimension.has("granularities") && !type.equals("time")) {
      dimension.error(
          dimension.position(),
          "\"granularities\" can only be used with dimensions of type \"time\"");
    }
    GranularityRules.check(dimension);
  }

  /** The dimension of the same cube that tells the values of a dimension apart. */
  static Optional<String> key(Properties dimension) {
    Optional<MemberPath> key = dimension.node("key").flatMap(dimension::reference);
    String cube = dimension.owner().substring(0, dimension.owner().indexOf('.'));
    if (key.isPresent() && !key.get().cube().equals(cube)) {
      dimension.error(
          dimension.position(),
          "\"key\" must be a dimension of the same cube, but is " + key.get().name());
    }
    return key.map(MemberPath::name);
  }

  private static void timeFormat(Properties dimension, String format) {
    if (NAMED_FORMATS.contains(format)) {
      return;
    }
    var directives = DIRECTIVE.matcher(format);
    int found = 0;
    while (directives.find()) {
      found++;
      if (directives.group(1) == null || !DIRECTIVES.contains(directives.group(1))) {
        dimension.error(dimension.position(), "Invalid strptime format \"" + format + "\"");
        return;
      }
    }
    if (found == 0) {
      dimension.error(dimension.position(), "Invalid time format \"" + format + "\"");
    }
  }

  private static String ownPath(String kind, String fullName) {
    return kind + fullName.substring(fullName.lastIndexOf('.'));
  }
}
