package dev.cuboid.model;

/**
 * A join that a cube declares; always a LEFT JOIN.
 *
 * @param target the joined cube
 * @param relationship seen from the declaring cube
 * @param on the condition
 */
public record Join(String target, Relationship relationship, SqlTemplate on) {}
