package dev.cuboid.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times such as {@code 90s}, {@code 30m}, {@code 8h} or {@code 1h30m}. */
final class TimeSpan implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      Duration duration = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(expected(text));
    }
    throw new TypeConversionException(expected(text));
  }

  private static String expected(String text) {
    return "'" + text + "' is no time such as 90s, 30m or 8h";
  }
}
