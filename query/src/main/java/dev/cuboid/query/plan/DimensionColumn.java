package dev.cuboid.query.plan;

import java.util.Optional;

/**
 * A dimension that is a column of the result.
 *
 * @param name as answers print it, {@code Cube.member} or {@code Cube.member.granularity}
 * @param alias its column in SQL
 * @param granularity for a time dimension that is grouped by period
 */
record DimensionColumn(
    String name, String alias, ResolvedMember member, Optional<String> granularity) {}
