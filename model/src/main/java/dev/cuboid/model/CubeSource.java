package dev.cuboid.model;

/** Where a cube's rows come from. */
public sealed interface CubeSource {

  /** {@code sql_table}: a table's name. */
  record Table(SqlTemplate name) implements CubeSource {}

  /** {@code sql}: a query. */
  record Select(SqlTemplate sql) implements CubeSource {}

  /** A view has no rows of its own. */
  record OfView() implements CubeSource {}
}
