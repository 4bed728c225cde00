package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/**
 * A dimension of a cube, or a view's name for one.
 *
 * @param info name, titles, visibility
 * @param type the type of its values
 * @param sql what it is computed from; in a view, that of the member it stands for
 * @param primaryKey whether it is (part of) the cube's primary key
 * @param subQuery whether its SQL is a measure of another cube, evaluated per row
 * @param propagateFiltersToSubQuery whether the query's filters go into that evaluation
 * @param granularities beside the predefined ones
 * @param format for clients
 * @param currency ISO 4217 code
 * @param order the author's hint, {@code asc} or {@code desc}
 * @param suggestFilterValues whether clients should offer its values
 * @param key the dimension that tells its values apart, as {@code Cube.dimension}
 * @param links that clients show with its values
 * @param synthetic whether it is the address of a link
 * @param timeShifts of a calendar's time: where other times are found in its table
 * @param multiStage for a dimension that is computed from measures of groups
 */
public record Dimension(
    MemberInfo info,
    DimensionType type,
    DimensionSql sql,
    boolean primaryKey,
    boolean subQuery,
    boolean propagateFiltersToSubQuery,
    List<Granularity> granularities,
    Optional<Format> format,
    Optional<String> currency,
    Optional<String> order,
    boolean suggestFilterValues,
    Optional<String> key,
    List<DimensionLink> links,
    boolean synthetic,
    List<CalendarShift> timeShifts,
    Optional<MultiStage> multiStage)
    implements Member {

  public Dimension {
    granularities = List.copyOf(granularities);
    links = List.copyOf(links);
    timeShifts = List.copyOf(timeShifts);
  }
}
