package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.Mask;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Member;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SqlTemplate;
import java.util.Map;
import java.util.Optional;

/**
 * Which members access policies mask for who asks.
 *
 * @param conditions where values are shown all the same, by the names of masked members
 * @param defaults for members without a mask of their own
 * @param ungrouped whether the query is for rows: SQL of an author for a measure is an aggregate,
 *     which cannot stand there
 */
record Masks(Map<String, FilterNode> conditions, MaskDefaults defaults, boolean ungrouped) {

  static final Masks NONE = new Masks(Map.of(), MaskDefaults.NULLS, false);

  Masks {
    conditions = Map.copyOf(conditions);
  }

  /** The mask of a member of a cube or view; empty where its value is shown. */
  Optional<RowMask> of(String name, Member member) {
    return Optional.ofNullable(conditions.get(name)).map(shown -> new RowMask(shown, sql(member)));
  }

  private SqlTemplate sql(Member member) {
    return member
        .info()
        .mask()
        .filter(
            mask -> !(ungrouped && member instanceof Measure && mask instanceof Mask.Expression))
        .map(Masks::own)
        .orElseGet(() -> SqlTemplate.text(defaultOf(member)));
  }

  private static SqlTemplate own(Mask mask) {
    return switch (mask) {
      case Mask.Expression(SqlTemplate sql) -> sql;
      case Mask.Constant(String text) -> SqlTemplate.text(MaskDefaults.quoted(text));
      case Mask.Constant(Object value) -> SqlTemplate.text("(" + value + ")");
    };
  }

  private String defaultOf(Member member) {
    return switch (member) {
      case Dimension dimension -> defaults.sql(dimension.type());
      case Measure measure -> defaults.sql(measure.type());
      case Segment _ -> "1 = 0";
    };
  }
}
