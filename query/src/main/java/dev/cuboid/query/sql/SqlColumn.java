package dev.cuboid.query.sql;

/** A column of a query's result. */
public record SqlColumn(SqlExpression expression, String alias) {}
