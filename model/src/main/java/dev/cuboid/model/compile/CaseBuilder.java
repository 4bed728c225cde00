package dev.cuboid.model.compile;

import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@code case}, of conditions or over the values of a switch dimension. */
final class CaseBuilder {

  private CaseBuilder() {}

  static DimensionSql of(Properties cases) {
    Optional<SqlTemplate> on = cases.sql("switch");
    if (on.isPresent()) {
      List<DimensionSql.SwitchWhen> branches = new ArrayList<>();
      for (RawNode item : cases.items("when")) {
        if (item instanceof RawNode.Mapping branch) {
          Properties when = cases.below(branch);
          when.sql("sql")
              .ifPresent(
                  sql ->
                      branches.add(
                          new DimensionSql.SwitchWhen(when.text("value").orElse(""), sql)));
        }
      }
      return new DimensionSql.SwitchCase(
          on.get(), branches, cases.below("else").flatMap(otherwise -> otherwise.sql("sql")));
    }
    List<DimensionSql.When> branches = new ArrayList<>();
    for (RawNode item : cases.items("when")) {
      if (item instanceof RawNode.Mapping branch) {
        Properties when = cases.below(branch);
        Optional<SqlTemplate> condition = when.sql("sql");
        Optional<DimensionSql.Label> label = label(when);
        if (condition.isPresent() && label.isPresent()) {
          branches.add(new DimensionSql.When(condition.get(), label.get()));
        } else {
          when.error(branch.position(), "\"when\" needs \"sql\" and \"label\"");
        }
      }
    }
    return new DimensionSql.Case(branches, cases.below("else").flatMap(CaseBuilder::label));
  }

  private static Optional<DimensionSql.Label> label(Properties branch) {
    Optional<Properties> computed = branch.below("label");
    if (computed.isPresent()) {
      return computed.get().sql("sql").map(DimensionSql.Label.Expression::new);
    }
    return branch.text("label").map(DimensionSql.Label.Constant::new);
  }
}
