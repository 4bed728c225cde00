package dev.cuboid.query.plan;

import dev.cuboid.model.AccessPolicy;
import dev.cuboid.model.AccessPolicy.RowLevel;
import dev.cuboid.model.Cube;
import dev.cuboid.model.RequestValue;
import dev.cuboid.query.plan.FilterNode.Group;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the model's access policies make of a query: whether it is denied, which rows it may see,
 * and which members it sees masked. A policy that cannot be evaluated grants nothing.
 *
 * @see <a href="https://cube.dev/docs/product/auth/data-access-policies">Data access policies</a>
 */
final class AccessRules {

  private final Planning planning;
  private final RowFilterNodes rowFilters;
  private final Map<String, List<AccessPolicy>> applicable = new LinkedHashMap<>();

  AccessRules(Planning planning) {
    this.planning = planning;
    this.rowFilters = new RowFilterNodes(planning);
  }

  /**
   * What is granted.
   *
   * @param filters that the rows must meet beside those of the query
   * @param masked where masked members are shown all the same, by their names
   */
  record Granted(List<FilterNode> filters, Map<String, FilterNode> masked) {}

  /** For a query from outside. */
  Granted ofQuery() {
    Map<String, Set<String>> touched = touched();
    return granted(touched, exempt(touched.keySet()));
  }

  /**
   * For a query inside of a sub-query dimension, which was granted itself: its cubes' row filters
   * hold there too.
   */
  Granted ofSubQuery() {
    Map<String, Set<String>> touched = touched();
    return granted(touched, touched.keySet());
  }

  /** Every member that the query's SQL touches, by cube or view. */
  private Map<String, Set<String>> touched() {
    Map<String, Set<String>> touched = new LinkedHashMap<>();
    for (String name : new MemberNames(planning).names()) {
      int dot = name.indexOf('.');
      touched
          .computeIfAbsent(name.substring(0, dot), cube -> new LinkedHashSet<>())
          .add(name.substring(dot + 1));
    }
    for (JoinTree tree : planning.trees()) {
      tree.cubes().forEach(cube -> touched.computeIfAbsent(cube, name -> new LinkedHashSet<>()));
    }
    return touched;
  }

  /** The cubes below a queried view: who may see the view's members need not be granted theirs. */
  private Set<String> exempt(Set<String> touched) {
    Set<String> exempt = new HashSet<>();
    for (String name : touched) {
      Cube cube = planning.index().cube(name);
      if (cube.kind() == Cube.Kind.VIEW) {
        cube.viewPaths().forEach(exempt::addAll);
      }
    }
    return exempt;
  }

  private Granted granted(Map<String, Set<String>> touched, Set<String> exempt) {
    Set<FilterNode> filters = new LinkedHashSet<>();
    Map<String, FilterNode> masked = new LinkedHashMap<>();
    touched.forEach(
        (name, members) -> {
          Cube cube = planning.index().cube(name);
          if (cube.rules().accessPolicies().isEmpty()) {
            return;
          }
          if (members.isEmpty()) {
            // A cube that is only joined through: its rows count as well.
            add(applicable(cube), filters);
          }
          for (String member : members) {
            List<AccessPolicy> granting =
                applicable(cube).stream()
                    .filter(policy -> exempt.contains(name) || grants(policy, member))
                    .toList();
            add(granting, filters);
            if (!exempt.contains(name)
                && granting.stream().anyMatch(policy -> masks(policy, member))
                && granting.stream().noneMatch(policy -> showsAlways(policy, member))) {
              mask(name + "." + member, granting, masked);
            }
          }
        });
    return new Granted(List.copyOf(filters), masked);
  }

  /** Masks a member but where a policy shows its value that speaks of some rows only. */
  private void mask(String name, List<AccessPolicy> granting, Map<String, FilterNode> masked) {
    String own = name.substring(name.indexOf('.') + 1);
    List<FilterNode> shown =
        granting.stream().filter(policy -> !masks(policy, own)).map(rowFilters::of).toList();
    if (shown.isEmpty()) {
      masked.put(name, new FilterNode.Never());
      return;
    }
    FilterNode condition = shown.size() == 1 ? shown.getFirst() : new Group(true, shown);
    if (condition.isImpliedBy(planning.query().dimensionFilters())) {
      return;
    }
    boolean tellable =
        !planning.index().isMeasure(name)
            || condition.tests().allMatch(test -> isGroupedBy(test.member()));
    masked.put(name, tellable ? condition : new FilterNode.Never());
  }

  private boolean isGroupedBy(ResolvedMember member) {
    return planning.query().columns().stream()
        .anyMatch(
            column -> column.granularity().isEmpty() && column.member().key().equals(member.key()));
  }

  /** The rows of any of the policies; without a policy, none. */
  private void add(List<AccessPolicy> granting, Set<FilterNode> filters) {
    if (granting.isEmpty()) {
      filters.add(new FilterNode.Never());
      return;
    }
    List<FilterNode> alternatives = new ArrayList<>();
    for (AccessPolicy policy : granting) {
      if (grantsAllRows(policy)) {
        return;
      }
      alternatives.add(rowFilters.of(policy));
    }
    filters.add(alternatives.size() == 1 ? alternatives.getFirst() : new Group(true, alternatives));
  }

  private List<AccessPolicy> applicable(Cube cube) {
    return applicable.computeIfAbsent(
        cube.name(), name -> cube.rules().accessPolicies().stream().filter(this::applies).toList());
  }

  private boolean applies(AccessPolicy policy) {
    PlanContext context = planning.context();
    return speaksToGroupOf(policy, context)
        && policy.conditions().stream().allMatch(condition -> holds(condition, context));
  }

  /** Whether a policy speaks of who asks; one whose conditions cannot be told does not. */
  static boolean applies(AccessPolicy policy, PlanContext context) {
    return speaksToGroupOf(policy, context)
        && policy.conditions().stream()
            .allMatch(condition -> Boolean.TRUE.equals(condition.evaluate(context.values())));
  }

  private static boolean speaksToGroupOf(AccessPolicy policy, PlanContext context) {
    return policy.groups().stream()
        .anyMatch(group -> group.equals(AccessPolicy.EVERYONE) || context.groups().contains(group));
  }

  /** Anything but a boolean is a mistake in the policy: the query is refused, as in Cube. */
  private static boolean holds(RequestValue condition, PlanContext context) {
    @Nullable Object value = condition.evaluate(context.values());
    if (value instanceof Boolean holds) {
      return holds;
    }
    throw QueryErrors.user(
        "Access policy condition must return boolean, got " + RequestValues.typeOf(value));
  }

  /** Whether a policy lets a member be asked for, be it masked. */
  static boolean grants(AccessPolicy policy, String member) {
    if (policy.memberLevel().isEmpty() && policy.memberMasking().isEmpty()) {
      return true;
    }
    return policy.memberLevel().map(members -> members.contains(member)).orElse(false)
        || policy.memberMasking().map(members -> members.contains(member)).orElse(false);
  }

  private static boolean masks(AccessPolicy policy, String member) {
    return policy.memberMasking().map(members -> members.contains(member)).orElse(false)
        && !policy.memberLevel().map(members -> members.contains(member)).orElse(true);
  }

  private static boolean showsAlways(AccessPolicy policy, String member) {
    return !masks(policy, member) && grantsAllRows(policy);
  }

  private static boolean grantsAllRows(AccessPolicy policy) {
    return policy
        .rowLevel()
        .map(
            level ->
                switch (level) {
                  case RowLevel.AllowAll() -> true;
                  case RowLevel.Filters(var filters) -> filters.isEmpty();
                })
        .orElse(true);
  }
}
