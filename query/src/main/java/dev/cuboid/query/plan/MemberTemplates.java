package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Member;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.MultiStage;
import dev.cuboid.model.RowFilter;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All the SQL that an author gave for a member. */
final class MemberTemplates {

  private MemberTemplates() {}

  static List<SqlTemplate> of(Member member) {
    List<SqlTemplate> templates = new ArrayList<>();
    switch (member) {
      case Segment segment -> templates.add(segment.sql());
      case Measure measure -> {
        measure.sql().ifPresent(templates::add);
        templates.addAll(measure.filters());
        measure.multiStage().ifPresent(stage -> addStage(templates, stage));
      }
      case Dimension dimension -> addDimension(templates, dimension.sql());
    }
    return templates;
  }

  /** What its inner query is grouped and ordered by. */
  private static void addStage(List<SqlTemplate> templates, MultiStage stage) {
    stage.orderBy().forEach(by -> templates.add(by.sql()));
    stage.addGroupBy().forEach(path -> templates.add(reference(path)));
    stage.choice().ifPresent(choice -> addDimension(templates, choice));
    stage
        .filter()
        .ifPresent(filter -> filter.include().forEach(each -> addCondition(templates, each)));
  }

  private static void addCondition(List<SqlTemplate> templates, RowFilter filter) {
    switch (filter) {
      case RowFilter.And(List<RowFilter> filters) ->
          filters.forEach(each -> addCondition(templates, each));
      case RowFilter.Or(List<RowFilter> filters) ->
          filters.forEach(each -> addCondition(templates, each));
      case RowFilter.Condition condition -> templates.add(reference(condition.member()));
    }
  }

  private static SqlTemplate reference(MemberPath path) {
    return new SqlTemplate(List.of(new SqlPart.MemberReference(path, Optional.empty())));
  }

  /** The dimensions by which rows find what a dimension that is computed from groups says. */
  static List<SqlTemplate> groupsOf(Dimension dimension) {
    return dimension.multiStage().stream()
        .flatMap(stage -> stage.addGroupBy().stream())
        .map(MemberTemplates::reference)
        .toList();
  }

  static List<SqlTemplate> of(DimensionSql sql) {
    List<SqlTemplate> templates = new ArrayList<>();
    addDimension(templates, sql);
    return templates;
  }

  private static void addDimension(List<SqlTemplate> templates, DimensionSql sql) {
    switch (sql) {
      case DimensionSql.Expression(SqlTemplate expression) -> templates.add(expression);
      case DimensionSql.Geo(SqlTemplate latitude, SqlTemplate longitude) -> {
        templates.add(latitude);
        templates.add(longitude);
      }
      case DimensionSql.Case choice -> {
        for (DimensionSql.When when : choice.when()) {
          templates.add(when.condition());
          addLabel(templates, when.label());
        }
        choice.otherwise().ifPresent(label -> addLabel(templates, label));
      }
      case DimensionSql.SwitchCase choice -> {
        templates.add(choice.on());
        choice.when().forEach(when -> templates.add(when.sql()));
        choice.otherwise().ifPresent(templates::add);
      }
      case DimensionSql.SwitchValues _ -> {}
    }
  }

  private static void addLabel(List<SqlTemplate> templates, DimensionSql.Label label) {
    if (label instanceof DimensionSql.Label.Expression(SqlTemplate sql)) {
      templates.add(sql);
    }
  }
}
