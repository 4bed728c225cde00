package dev.cuboid.query.sql;

/**
 * A relation in a FROM clause.
 *
 * @param alias under which its columns are named
 */
public record SqlSource(SqlRelation relation, String alias) {}
