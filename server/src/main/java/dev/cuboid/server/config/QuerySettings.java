package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The variables that say how queries are answered. */
public final class QuerySettings {

  private static final Declarations DECLARED = new Declarations(Group.QUERIES);

  public static final Setting<Integer> QUERY_LIMIT =
      DECLARED.setting(
          "CUBEJS_DB_QUERY_LIMIT",
          "a positive number",
          "50000",
          "the most rows that a query may ask for",
          Parsers::positiveInt);
  public static final Setting<Integer> QUERY_DEFAULT_LIMIT =
      DECLARED.setting(
          "CUBEJS_DB_QUERY_DEFAULT_LIMIT",
          "a positive number",
          "10000",
          "rows of a query that sets no limit",
          Parsers::positiveInt);
  public static final Setting<ZoneId> DEFAULT_TIMEZONE =
      DECLARED.setting(
          "CUBEJS_DEFAULT_TIMEZONE",
          "an IANA time zone",
          "UTC",
          "of queries that set none",
          Parsers::zone);
  public static final Setting<Integer> QUEUE_SIZE =
      DECLARED.setting(
          "CUBOID_QUEUE_SIZE",
          "a positive number",
          "1000",
          "how many queries may wait for one database; one more is refused at once",
          Parsers::positiveInt);
  public static final Setting<Long> CACHE_SIZE =
      DECLARED.setting(
          "CUBOID_CACHE_SIZE",
          "a size such as 256mb",
          "",
          "memory for cached results; 64 MB without it, or a quarter of the heap where that is"
              + " less",
          Parsers::size);
  public static final Setting<Boolean> REFRESH_WORKER =
      DECLARED.setting(
          "CUBEJS_REFRESH_WORKER",
          "true or false",
          "false",
          "whether results that were asked for within the last ten minutes are renewed in the"
              + " background, when their refresh keys change",
          Parsers::flag);
  public static final Setting<Duration> SCHEDULED_REFRESH_TIMER =
      DECLARED.setting(
          "CUBEJS_SCHEDULED_REFRESH_TIMER",
          "true, false, or a time such as 30s",
          "",
          "from one round of the refresh worker to the next, 30s without it; where"
              + " `CUBEJS_REFRESH_WORKER` is not set, it also says whether there is one",
          QuerySettings::timer);
  public static final Setting<String> PRE_AGGREGATIONS_SCHEMA =
      DECLARED.setting(
          "CUBEJS_PRE_AGGREGATIONS_SCHEMA",
          "a name",
          "",
          "the schema of pre-aggregations' tables; `dev_pre_aggregations` without it, in production"
              + " `prod_pre_aggregations`. They are not built yet, but their names are checked",
          Parsers::text);
  public static final Setting<String> MASK_STRING =
      DECLARED.setting(
          "CUBEJS_ACCESS_POLICY_MASK_STRING",
          "a text",
          "",
          "shown in the place of texts that an access policy masks, where the member has no `mask`;"
              + " null without it",
          Parsers::text);
  public static final Setting<String> MASK_NUMBER =
      DECLARED.setting(
          "CUBEJS_ACCESS_POLICY_MASK_NUMBER",
          "a number",
          "",
          "the same for numbers",
          text -> new BigDecimal(text).toPlainString());
  public static final Setting<Boolean> MASK_BOOLEAN =
      DECLARED.setting(
          "CUBEJS_ACCESS_POLICY_MASK_BOOLEAN",
          "true or false",
          "",
          "the same for truth values",
          Parsers::flag);
  public static final Setting<String> MASK_TIME =
      DECLARED.setting(
          "CUBEJS_ACCESS_POLICY_MASK_TIME",
          "a time such as 1970-01-01T00:00:00",
          "",
          "the same for times",
          Parsers::localTime);

  private static final Duration USUAL_TIMER = Duration.ofSeconds(30);

  private QuerySettings() {}

  /** From one round of the refresh worker to the next; empty where there is no such worker. */
  public static Optional<Duration> refreshInterval(Environment environment) {
    Optional<Duration> timer =
        environment.find(SCHEDULED_REFRESH_TIMER).filter(Duration::isPositive);
    if (!environment.isSet(REFRESH_WORKER)) {
      return timer;
    }
    return environment.get(REFRESH_WORKER)
        ? Optional.of(timer.orElse(USUAL_TIMER))
        : Optional.empty();
  }

  /** Zero for no worker. */
  private static Duration timer(String text) {
    return switch (text) {
      case "true" -> USUAL_TIMER;
      case "false" -> Duration.ZERO;
      default -> Parsers.duration(text);
    };
  }

  static List<Setting<?>> all() {
    return DECLARED.all();
  }
}
