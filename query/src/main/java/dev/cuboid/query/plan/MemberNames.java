package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.plan.JoinTree.Edge;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every member that the SQL of a query touches, in the order in which it comes up. */
final class MemberNames {

  private final Planning planning;
  private final TemplateWalk walk;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> walkedThrough = new HashSet<>();

  MemberNames(Planning planning) {
    this.planning = planning;
    this.walk = planning.walk();
  }

  List<String> names() {
    JoinPlanner.members(planning.query()).forEach(this::add);
    for (JoinTree tree : planning.trees()) {
      for (Edge edge : tree.edges()) {
        walk.references(edge.join().on(), this::add);
      }
    }
    return List.copyOf(names);
  }

  private void add(SqlPart part) {
    if (part instanceof SqlPart.MemberReference reference) {
      add(planning.index().referenced(reference.path()));
    }
  }

  private void add(ResolvedMember member) {
    names.add(member.name());
    names.add(member.key());
    boolean walked = !walkedThrough.add(member.key());
    if (walked || (member.member() instanceof Dimension dimension && dimension.subQuery())) {
      return;
    }
    if (member.member() instanceof Measure measure
        && measure.type() == MeasureType.COUNT
        && measure.sql().isEmpty()) {
      LeafSql.keyMembers(planning.index(), member.cube().name())
          .forEach(key -> names.add(key.key()));
    }
    List<SqlTemplate> templates =
        planning.isStaged(member)
            ? MemberTemplates.groupsOf(member.dimension())
            : MemberTemplates.of(member.member());
    for (SqlTemplate template : templates) {
      walk.references(template, this::add);
    }
  }
}
