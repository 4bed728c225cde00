package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/**
 * A measure of a cube, or a view's name for one.
 *
 * @param info name, titles, visibility
 * @param type how it is computed
 * @param sql its expression; absent only for a plain count
 * @param filters conditions that rows must meet to be counted
 * @param rollingWindow the window, for a rolling measure
 * @param drillMembers full names of the members that a drill-down shows
 * @param drillFilters conditions of a drill-down
 * @param format for clients
 * @param currency ISO 4217 code
 * @param cumulative the author's legacy flag
 * @param multiStage for a measure that is computed from the results of others
 */
public record Measure(
    MemberInfo info,
    MeasureType type,
    Optional<SqlTemplate> sql,
    List<SqlTemplate> filters,
    Optional<RollingWindow> rollingWindow,
    List<String> drillMembers,
    List<SqlTemplate> drillFilters,
    Optional<Format> format,
    Optional<String> currency,
    boolean cumulative,
    Optional<MultiStage> multiStage)
    implements Member {

  public Measure {
    filters = List.copyOf(filters);
    drillMembers = List.copyOf(drillMembers);
    drillFilters = List.copyOf(drillFilters);
  }
}
