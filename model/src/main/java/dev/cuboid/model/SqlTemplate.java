package dev.cuboid.model;

import java.util.List;

/**
 * SQL written by a model's author, with typed holes. YAML and JavaScript both end here; the text
 * between the holes is opaque.
 *
 * @param parts the text and the holes in the order in which they stand
 */
public record SqlTemplate(List<SqlPart> parts) {

  public SqlTemplate {
    parts = List.copyOf(parts);
  }

  /** A template without holes. */
  public static SqlTemplate text(String sql) {
    return new SqlTemplate(List.of(new SqlPart.Text(sql)));
  }
}
