package dev.cuboid.model;

/**
 * A named condition.
 *
 * @param info name, titles, visibility
 * @param sql the condition
 */
public record Segment(MemberInfo info, SqlTemplate sql) implements Member {}
