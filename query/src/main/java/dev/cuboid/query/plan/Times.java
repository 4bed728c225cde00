package dev.cuboid.query.plan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Local times of queries, and the instants that they stand for. */
final class Times {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Duration LAST_MILLISECOND = Duration.ofMillis(1);

  private static final List<Function<String, LocalDateTime>> FORMS =
      List.of(
          LocalDateTime::parse,
          text -> LocalDateTime.parse(text.replace(' ', 'T')),
          text -> LocalDate.parse(text).atStartOfDay(),
          text -> YearMonth.parse(text).atDay(1).atStartOfDay(),
          text -> Year.parse(text).atDay(1).atStartOfDay(),
          text -> LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC));

  private Times() {}

  /** Reads an ISO date or date-time. */
  static Optional<LocalDateTime> parse(String text) {
    for (Function<String, LocalDateTime> form : FORMS) {
      try {
        return Optional.of(form.apply(text.strip()));
      } catch (DateTimeException notThisForm) {
        // The next form may be it.
      }
    }
    return Optional.empty();
  }

  /** As {@link #parse}; what is no time is the client's error. */
  static LocalDateTime required(String text) {
    return parse(text).orElseThrow(() -> QueryErrors.user("Can't parse date: '" + text + "'"));
  }

  static String local(LocalDateTime time) {
    return LOCAL.format(time);
  }

  /**
   * The instant of a lower bound. What is no time stays as it is, for the database to complain. In
   * the hour that a clock goes through twice the first is meant, in the hour that it leaps over the
   * one after.
   */
  static String lower(String local, ZoneId zone) {
    return parse(local).map(time -> INSTANT.format(time.atZone(zone))).orElse(local);
  }

  /** The instant of an upper bound: in the hour that a clock goes through twice the second. */
  static String upper(String local, ZoneId zone) {
    return parse(local)
        .map(time -> INSTANT.format(time.atZone(zone).withLaterOffsetAtOverlap()))
        .orElse(local);
  }

  /**
   * The first instant that is beyond an upper bound, where the bound is the last millisecond of a
   * second: then what is finer than a millisecond belongs to it too.
   */
  static Optional<String> beyond(String local, ZoneId zone) {
    return parse(local)
        .filter(Times::endsSecond)
        .map(time -> time.atZone(zone).withLaterOffsetAtOverlap())
        .map(ZonedDateTime::toInstant)
        .map(instant -> INSTANT.format(instant.plus(LAST_MILLISECOND)));
  }

  private static boolean endsSecond(LocalDateTime time) {
    LocalDateTime next = time.plus(LAST_MILLISECOND);
    return next.equals(next.truncatedTo(ChronoUnit.SECONDS));
  }
}
