package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.RefreshInterval;
import dev.cuboid.model.RefreshKey;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.RefreshKeyQuery.Schedule;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.SqlQuery.ResultColumn;
import dev.cuboid.query.dialect.PrintedSql;
import dev.cuboid.query.sql.SqlExpression;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What tells that cached results are old.
 *
 * @see <a href="https://cube.dev/docs/product/data-modeling/reference/cube#refresh_key">refresh_key
 *     </a>
 */
final class RefreshKeys {

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);
  private static final Duration DEFAULT_THRESHOLD = Duration.ofSeconds(10);
  private static final Duration LONGEST_THRESHOLD = Duration.ofMinutes(5);

  private final Planning planning;
  private final InstantSource clock;

  RefreshKeys(Planning planning, InstantSource clock) {
    this.planning = planning;
    this.clock = clock;
  }

  List<RefreshKeyQuery> keys() {
    List<RefreshKeyQuery> keys = new ArrayList<>();
    for (String name : new QueryCubes(planning).cubes()) {
      key(planning.index().cube(name)).ifPresent(keys::add);
    }
    return keys;
  }

  private Optional<RefreshKeyQuery> key(Cube cube) {
    if (cube.refreshKey().isEmpty()) {
      return Optional.of(
          scheduled(cube, DEFAULT_INTERVAL, Duration.ZERO, zone(), DEFAULT_THRESHOLD));
    }
    return switch (cube.refreshKey().get()) {
      case RefreshKey.Immutable() -> Optional.empty();
      case RefreshKey.Sql(SqlTemplate sql, Optional<RefreshInterval> every) ->
          Optional.of(
              asked(cube, sql, every.map(RefreshInterval::length).orElse(DEFAULT_THRESHOLD)));
      case RefreshKey.Every(RefreshInterval(Duration length, Duration begin, _), var timezone) ->
          Optional.of(
              scheduled(cube, length, begin, timezone.orElseGet(this::zone), threshold(length)));
    };
  }

  private ZoneId zone() {
    return planning.query().timezone();
  }

  /** A tenth of the interval, within bounds. */
  private static Duration threshold(Duration interval) {
    long seconds = Math.max(1, Math.round(interval.toSeconds() / 10.0));
    Duration tenth = Duration.ofSeconds(seconds);
    return tenth.compareTo(LONGEST_THRESHOLD) > 0 ? LONGEST_THRESHOLD : tenth;
  }

  private RefreshKeyQuery asked(Cube cube, SqlTemplate sql, Duration threshold) {
    Scope alone = new Scope(planning, new JoinTree(cube.name(), List.of()));
    SqlExpression text = alone.template(cube, sql, MeasureSql.NONE);
    PrintedSql printed = planning.dialect().print(text);
    return new RefreshKeyQuery(
        query(cube, printed, ColumnType.STRING), threshold, Optional.empty());
  }

  private RefreshKeyQuery scheduled(
      Cube cube, Duration interval, Duration begin, ZoneId zone, Duration threshold) {
    long offset = zone.getRules().getOffset(clock.instant()).getTotalSeconds();
    StringBuilder seconds = new StringBuilder();
    if (offset != 0) {
      seconds.append(offset).append(" + ");
    }
    seconds.append(planning.dialect().secondsSinceEpoch());
    if (!begin.isZero()) {
      seconds.append(" - ").append(begin.toSeconds());
    }
    String sql =
        "SELECT FLOOR((%s) / %d) as refresh_key%s"
            .formatted(seconds, interval.toSeconds(), planning.dialect().withoutTable());
    return new RefreshKeyQuery(
        query(cube, new PrintedSql(sql, List.of()), ColumnType.NUMBER),
        threshold,
        Optional.of(new Schedule(interval, Duration.ofSeconds(offset).minus(begin))));
  }

  private static SqlQuery query(Cube cube, PrintedSql printed, ColumnType type) {
    return new SqlQuery(
        printed.text(),
        printed.parameters(),
        List.of(new ResultColumn("refresh_key", "refresh_key", type)),
        cube.dataSource());
  }
}
