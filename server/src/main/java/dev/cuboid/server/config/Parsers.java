package dev.cuboid.server.config;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of environment variables; each throws IllegalArgumentException for a bad one. */
final class Parsers {

  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*([smhd]?)");
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(kb|mb|gb)?");

  private Parsers() {}

  static String text(String text) {
    return text;
  }

  static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("no boolean");
    };
  }

  static int positiveInt(String text) {
    int value = Integer.parseInt(text);
    if (value < 1) {
      throw new IllegalArgumentException("not positive");
    }
    return value;
  }

  static int naturalInt(String text) {
    int value = Integer.parseInt(text);
    if (value < 0) {
      throw new IllegalArgumentException("negative");
    }
    return value;
  }

  static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("no port");
    }
    return port;
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .distinct()
        .toList();
  }

  /** {@code 10}, {@code 10s}, {@code 5m}, {@code 1h}. */
  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no duration");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  /** {@code 100}, {@code 100kb}, {@code 10mb}, {@code 1gb}: bytes. */
  static long size(String text) {
    Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no size");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "kb" -> amount << 10;
      case "mb" -> amount << 20;
      case "gb" -> amount << 30;
      case null, default -> amount;
    };
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("no zone", e);
    }
  }

  /** A time as SQL writes it. */
  static String localTime(String text) {
    try {
      String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      return LOCAL_TIME.format(LocalDateTime.parse(local.replace(' ', 'T')));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
