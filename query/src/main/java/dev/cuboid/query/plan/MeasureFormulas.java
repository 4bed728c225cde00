package dev.cuboid.query.plan;

import dev.cuboid.model.Measure;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.SqlExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Takes measures that are computed from other measures apart, and puts them together again. */
final class MeasureFormulas {

  private final Planning planning;
  private final JoinPlanner joins;
  private final TemplateWalk walk;

  MeasureFormulas(Planning planning, JoinPlanner joins) {
    this.planning = planning;
    this.joins = joins;
    this.walk = planning.walk();
  }

  /** The measures that must be aggregated for these, each once. */
  List<Leaf> leaves(Collection<ResolvedMember> measures) {
    Map<String, Leaf> leaves = new LinkedHashMap<>();
    Map<String, Boolean> formulas = new HashMap<>();
    measures.forEach(measure -> collect(measure, leaves, formulas));
    return List.copyOf(leaves.values());
  }

  /**
   * @param formulas those that were met, and whether all their operands were collected
   */
  private void collect(
      ResolvedMember measure, Map<String, Leaf> leaves, Map<String, Boolean> formulas) {
    Optional<List<ResolvedMember>> operands = operands(measure);
    if (operands.isEmpty()) {
      leaves.computeIfAbsent(measure.key(), _ -> leaf(measure));
      return;
    }
    Boolean collected = formulas.putIfAbsent(measure.key(), false);
    if (Boolean.FALSE.equals(collected)) {
      throw QueryErrors.user("Measure '%s' refers to itself".formatted(measure.key()));
    }
    if (collected == null) {
      operands.get().forEach(operand -> collect(operand, leaves, formulas));
      formulas.put(measure.key(), true);
    }
  }

  private Leaf leaf(ResolvedMember measure) {
    Set<String> cubes = joins.cubes(measure);
    String own = measure.cube().name();
    if (cubes.size() == 1) {
      return new Leaf(measure, cubes, cubes);
    }
    boolean finer = joins.treeFrom(measure).map(tree -> tree.multiplies(Set.of(own))).orElse(true);
    return new Leaf(measure, cubes, finer ? cubes : Set.of(own));
  }

  /** The measures of a formula; empty for a measure that is aggregated from rows itself. */
  Optional<List<ResolvedMember>> operands(ResolvedMember member) {
    Measure measure = member.measure();
    boolean calculated =
        switch (measure.type()) {
          case NUMBER, STRING, BOOLEAN, TIME -> true;
          default -> false;
        };
    if (!calculated
        || measure.sql().isEmpty()
        || measure.rollingWindow().isPresent()
        || !measure.filters().isEmpty()
        || measure.multiStage().filter(stage -> !stage.keepsGroups()).isPresent()) {
      return Optional.empty();
    }
    List<ResolvedMember> operands = new ArrayList<>();
    List<SqlPart> others = new ArrayList<>();
    walk.references(
        measure.sql().get(),
        part -> {
          if (part instanceof SqlPart.MemberReference reference) {
            ResolvedMember target = planning.index().referenced(reference.path());
            if (target.isMeasure()) {
              operands.add(target);
              return;
            }
          }
          others.add(part);
        });
    return operands.isEmpty() || !others.isEmpty() ? Optional.empty() : Optional.of(operands);
  }

  /**
   * A measure over aggregated leaves.
   *
   * @param leaves by their keys
   */
  SqlExpression sql(ResolvedMember member, Scope scope, Map<String, SqlExpression> leaves) {
    if (member.mask().isPresent()) {
      return member.mask().get().over(() -> sql(member.unmasked(), scope, leaves), scope, member);
    }
    if (operands(member).isEmpty()) {
      return Objects.requireNonNull(leaves.get(member.key()), member.key());
    }
    SqlTemplate formula = member.measure().sql().orElseThrow();
    return scope.template(member.cube(), formula, operand -> sql(operand, scope, leaves));
  }
}
