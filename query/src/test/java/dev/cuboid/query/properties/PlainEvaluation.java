package dev.cuboid.query.properties;

import dev.cuboid.query.Query;
import dev.cuboid.query.plan.TestDatabase;
import dev.cuboid.query.properties.CubeSpec.Aggregation;
import dev.cuboid.query.properties.CubeSpec.Formula;
import dev.cuboid.query.properties.CubeSpec.Function;
import dev.cuboid.query.properties.CubeSpec.OwnAggregate;
import dev.cuboid.query.properties.Expression.MemberName;
import dev.cuboid.query.properties.PlainJoins.JoinedRow;
import dev.cuboid.query.properties.PlainJoins.Tree;
import dev.cuboid.query.properties.Question.Condition;
import dev.cuboid.query.properties.Question.Member;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, computed in Java from what the query means: all cubes are joined in nested
 * loops, rows are grouped, and in each group each measure looks at the different rows of its own
 * cube.
 */
final class PlainEvaluation {

  private final ModelSpec model;
  private final Question question;
  private final PlainJoins joins;
  private final PlainRows members;

  PlainEvaluation(ModelSpec model, Question question) {
    this.model = model;
    this.question = question;
    this.joins = new PlainJoins(model);
    this.members = new PlainRows(model, question);
  }

  /** The query has no answer; an error is the right one. */
  static final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswerable(String message) {
      super(message);
    }
  }

  /**
   * The rows as a database prints them, in any order, without limit and offset.
   *
   * @throws Unanswerable where there is no way to join the cubes
   */
  static List<List<String>> rows(ModelSpec model, Query query) {
    return new PlainEvaluation(model, Question.of(query, model))
        .values().stream().map(row -> row.stream().map(TestDatabase::text).toList()).toList();
  }

  List<List<@Nullable Object>> values() {
    return question.ungrouped() ? ungrouped() : grouped();
  }

  private List<List<@Nullable Object>> ungrouped() {
    Tree tree = requiredTree(question.members());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (JoinedRow row : joins.rows(tree)) {
      if (members.isChosen(row)) {
        List<@Nullable Object> values = group(row);
        Map<Member, @Nullable Object> leaves = new HashMap<>();
        for (Member leaf : leaves(question.measures())) {
          leaves.put(leaf, ofRow(leaf, row));
        }
        question.measures().forEach(measure -> values.add(measure(measure, leaves)));
        rows.add(values);
      }
    }
    return rows;
  }

  private @Nullable Object ofRow(Member leaf, JoinedRow row) {
    Aggregation aggregation = (Aggregation) computation(leaf);
    return PlainValues.ofRow(aggregation, input(leaf, aggregation, row));
  }

  private List<@Nullable Object> group(JoinedRow row) {
    List<@Nullable Object> group = new ArrayList<>();
    question.groups().forEach(each -> group.add(members.group(each, row)));
    return group;
  }

  private List<List<@Nullable Object>> grouped() {
    Set<Member> leaves = leaves(question.usedMeasures());
    Groups groups = new Groups();
    Set<Member> rolling =
        leaves.stream()
            .filter(this::isRolling)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<Member> regular = new LinkedHashSet<>(leaves);
    regular.removeAll(rolling);
    Optional<Tree> tree = joins.tree(members.paths(question.members()));
    if (tree.isPresent()) {
      if (!regular.isEmpty() || rolling.isEmpty()) {
        add(tree.get(), regular, groups);
      }
      PlainWindows windows = new PlainWindows(model, question, members, joins.rows(tree.get()));
      rolling.forEach(leaf -> windows.add(leaf, this, groups));
    } else {
      if (question.groups().isEmpty() || regular.isEmpty() || !rolling.isEmpty()) {
        throw new Unanswerable("no way to join");
      }
      addFacts(regular, groups);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    groups.each(
        (group, values) -> {
          if (question.groupConditions().stream().allMatch(each -> holds(each, values))) {
            List<@Nullable Object> row = new ArrayList<>(group);
            question.measures().forEach(measure -> row.add(measure(measure, values)));
            rows.add(row);
          }
        });
    return rows;
  }

  /** Facts that nothing joins, each for itself. */
  private void addFacts(Set<Member> leaves, Groups groups) {
    Map<List<String>, List<Member>> facts = new LinkedHashMap<>();
    leaves.forEach(
        leaf -> facts.computeIfAbsent(members.cubes(leaf), _ -> new ArrayList<>()).add(leaf));
    for (List<Member> fact : facts.values()) {
      List<Member> used = new ArrayList<>(fact);
      used.addAll(question.rowMembers());
      add(requiredTree(used), fact, groups);
    }
  }

  private void add(Tree tree, Collection<Member> leaves, Groups groups) {
    Map<List<@Nullable Object>, List<JoinedRow>> rows = new LinkedHashMap<>();
    if (question.groups().isEmpty()) {
      rows.put(List.of(), new ArrayList<>());
    }
    for (JoinedRow row : joins.rows(tree)) {
      if (members.isChosen(row)) {
        rows.computeIfAbsent(group(row), _ -> new ArrayList<>()).add(row);
      }
    }
    rows.forEach(
        (group, chosen) -> {
          groups.add(group);
          leaves.forEach(leaf -> groups.put(group, leaf, aggregate(leaf, chosen)));
        });
  }

  private Tree requiredTree(Collection<Member> used) {
    return joins.tree(members.paths(used)).orElseThrow(() -> new Unanswerable("no way to join"));
  }

  private Set<Member> leaves(Collection<Member> measures) {
    Set<Member> leaves = new LinkedHashSet<>();
    for (Member measure : measures) {
      if (computation(measure) instanceof Formula(MemberName left, _, MemberName right)) {
        leaves.addAll(leaves(List.of(member(left), member(right))));
      } else {
        leaves.add(member(new MemberName(measure.cube(), measure.name())));
      }
    }
    return leaves;
  }

  private static Member member(MemberName name) {
    return new Member(List.of(name.cube()), name.member());
  }

  private CubeSpec.Computation computation(Member measure) {
    return model.cube(measure.cube()).measure(measure.name()).orElseThrow().computation();
  }

  private boolean isRolling(Member leaf) {
    return computation(leaf) instanceof Aggregation aggregation && aggregation.window().isPresent();
  }

  /** A measure of the different rows of its cube among these. */
  @Nullable Object aggregate(Member leaf, Collection<JoinedRow> rows) {
    List<String> cubes = members.cubes(leaf);
    Map<List<Object>, JoinedRow> different = new LinkedHashMap<>();
    for (JoinedRow row : rows) {
      if (row.has(leaf.cube())) {
        List<Object> identity = new ArrayList<>();
        cubes.forEach(cube -> identity.add(row.rows().getOrDefault(cube, Map.of())));
        different.putIfAbsent(identity, row);
      }
    }
    List<@Nullable Object> values = new ArrayList<>();
    if (computation(leaf) instanceof OwnAggregate(String column)) {
      different.values().forEach(row -> values.add(row.value(leaf.cube(), column)));
      Object sum = PlainValues.aggregate(Function.SUM, values);
      return sum == null ? BigDecimal.ONE.negate() : sum;
    }
    Aggregation aggregation = (Aggregation) computation(leaf);
    different.values().forEach(row -> values.add(input(leaf, aggregation, row)));
    return PlainValues.aggregate(aggregation.function(), values);
  }

  /** What a row gives to an aggregate: nothing where its filter does not let it through. */
  private @Nullable Object input(Member leaf, Aggregation aggregation, JoinedRow row) {
    if (!row.has(leaf.cube()) || !members.counts(leaf, row)) {
      return null;
    }
    return aggregation.value().isPresent()
        ? members.value(leaf.cube(), aggregation.value().get(), row)
        : BigDecimal.ONE;
  }

  private @Nullable Object measure(Member measure, Map<Member, @Nullable Object> leaves) {
    if (computation(measure) instanceof Formula(MemberName left, boolean divided, var right)) {
      return PlainValues.combined(
          measure(member(left), leaves), divided, measure(member(right), leaves));
    }
    return leaves.get(new Member(List.of(measure.cube()), measure.name()));
  }

  private boolean holds(Condition condition, Map<Member, @Nullable Object> leaves) {
    return switch (condition) {
      case Condition.Some(boolean any, List<Condition> parts) ->
          any
              ? parts.stream().anyMatch(part -> holds(part, leaves))
              : parts.stream().allMatch(part -> holds(part, leaves));
      case Condition.Test(Member member, var filter) ->
          new PlainConditions(question.zone())
              .holds(measure(member, leaves), filter.operator(), filter.values());
    };
  }
}
