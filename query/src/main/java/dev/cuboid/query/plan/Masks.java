package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.Mask;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.Member;
import dev.cuboid.model.MemberInfo;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SqlTemplate;
import java.util.List;
import java.util.Optional;

/** Members as those see them who may not see their values. */
final class Masks {

  private Masks() {}

  /** The member with its mask in place of its value; without a mask, null. */
  static Member masked(Member member) {
    return switch (member) {
      case Dimension dimension ->
          new Dimension(
              dimension.info(),
              dimension.type(),
              new DimensionSql.Expression(sql(dimension.info())),
              dimension.primaryKey(),
              /* subQuery= */ false,
              /* propagateFiltersToSubQuery= */ false,
              List.of(),
              dimension.format(),
              dimension.currency(),
              dimension.order(),
              dimension.suggestFilterValues(),
              dimension.key(),
              dimension.links(),
              dimension.synthetic(),
              List.of(),
              Optional.empty());
      case Measure measure ->
          new Measure(
              measure.info(),
              MeasureType.NUMBER,
              Optional.of(sql(measure.info())),
              List.of(),
              Optional.empty(),
              measure.drillMembers(),
              List.of(),
              measure.format(),
              measure.currency(),
              /* cumulative= */ false,
              Optional.empty());
      case Segment segment -> new Segment(segment.info(), SqlTemplate.text("1 = 0"));
    };
  }

  private static SqlTemplate sql(MemberInfo info) {
    if (info.mask().isEmpty()) {
      return SqlTemplate.text("NULL");
    }
    return switch (info.mask().get()) {
      case Mask.Expression(SqlTemplate sql) -> sql;
      case Mask.Constant(String text) -> SqlTemplate.text("'" + text.replace("'", "''") + "'");
      case Mask.Constant(Object value) -> SqlTemplate.text(value.toString());
    };
  }
}
