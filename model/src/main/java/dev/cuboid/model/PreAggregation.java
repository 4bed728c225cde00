package dev.cuboid.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that holds the answer to many queries in advance, as its author defined it. What is
 * absent has a default that depends on the configuration of the server.
 *
 * @param cube the cube or view that defines it
 * @param name its own name
 * @param type what it holds
 * @param measures that it holds
 * @param dimensions that it holds
 * @param segments that it holds, as columns
 * @param timeDimensions that it holds, each at its granularity
 * @param partitionGranularity one table for each such period
 * @param refresh when it is built again
 * @param buildRangeStart a query for the first moment that it holds
 * @param buildRangeEnd a query for the last one
 * @param indexes by name
 * @param rollups of a rollup join or lambda: the pre-aggregations, as {@code Cube.name}
 * @param uniqueKeyColumns of a streaming source
 * @param settings its plain switches
 * @param position where it is defined
 */
public record PreAggregation(
    String cube,
    String name,
    Type type,
    List<MemberPath> measures,
    List<MemberPath> dimensions,
    List<MemberPath> segments,
    List<TimeDimension> timeDimensions,
    Optional<String> partitionGranularity,
    Optional<Refresh> refresh,
    Optional<SqlTemplate> buildRangeStart,
    Optional<SqlTemplate> buildRangeEnd,
    Map<String, Index> indexes,
    List<String> rollups,
    List<String> uniqueKeyColumns,
    Settings settings,
    SourcePosition position) {

  /** What a pre-aggregation holds. */
  public enum Type {
    ROLLUP,
    ORIGINAL_SQL,
    ROLLUP_JOIN,
    ROLLUP_LAMBDA
  }

  /** A time dimension; without a granularity it is kept as it is. */
  public record TimeDimension(MemberPath dimension, Optional<String> granularity) {}

  /**
   * When it is built again.
   *
   * @param key by what age is told
   * @param incremental whether only the youngest partitions are built again
   * @param updateWindow how far back they reach, {@code 7 day}
   */
  public record Refresh(
      Optional<RefreshKey> key, boolean incremental, Optional<String> updateWindow) {}

  /**
   * An index.
   *
   * @param aggregating whether it is of type {@code aggregate}
   * @param columns members, or the columns of an SQL text
   */
  public record Index(boolean aggregating, List<String> columns) {
    public Index {
      columns = List.copyOf(columns);
    }
  }

  /**
   * @param scheduledRefresh whether it is built before it is asked for
   * @param external whether it is kept apart from its data source
   * @param readOnly whether the source may not be written to
   * @param useOriginalSqlPreAggregations whether it is built from an {@code originalSql} table
   * @param allowNonStrictDateRangeMatch whether it may answer ranges that cut a period
   * @param unionWithSourceData of a lambda: whether fresh rows are added from the source
   * @param sqlAlias in place of the name in the table's name
   * @param streamOffset {@code earliest} or {@code latest}
   */
  public record Settings(
      Optional<Boolean> scheduledRefresh,
      Optional<Boolean> external,
      boolean readOnly,
      boolean useOriginalSqlPreAggregations,
      Optional<Boolean> allowNonStrictDateRangeMatch,
      boolean unionWithSourceData,
      Optional<String> sqlAlias,
      Optional<String> streamOffset) {}

  public PreAggregation {
    measures = List.copyOf(measures);
    dimensions = List.copyOf(dimensions);
    segments = List.copyOf(segments);
    timeDimensions = List.copyOf(timeDimensions);
    indexes = Collections.unmodifiableMap(new LinkedHashMap<>(indexes));
    rollups = List.copyOf(rollups);
    uniqueKeyColumns = List.copyOf(uniqueKeyColumns);
  }

  /** {@code Cube.name}. */
  public String fullName() {
    return cube + "." + name;
  }
}
