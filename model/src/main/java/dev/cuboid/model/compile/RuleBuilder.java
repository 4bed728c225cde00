package dev.cuboid.model.compile;

import dev.cuboid.model.AccessPolicy;
import dev.cuboid.model.AccessPolicy.RowLevel;
import dev.cuboid.model.DefaultFilter;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.RequestValue;
import dev.cuboid.model.RowFilter;
import dev.cuboid.model.Rules;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the access policies and default filters of one cube or view. What could open data by
 * mistake, such as a misspelt name, is an error.
 */
final class RuleBuilder {

  private static final Set<String> WITHOUT_VALUES = Set.of("set", "notSet");
  private static final Set<String> OPERATORS =
      Set.of(
          "equals",
          "notEquals",
          "contains",
          "notContains",
          "startsWith",
          "notStartsWith",
          "endsWith",
          "notEndsWith",
          "in",
          "notIn",
          "gt",
          "gte",
          "lt",
          "lte",
          "set",
          "notSet",
          "inDateRange",
          "notInDateRange",
          "onTheDate",
          "beforeDate",
          "beforeOrOnDate",
          "afterDate",
          "afterOrOnDate");

  private final Properties owner;
  private final Set<String> members;

  /**
   * @param owner the properties of the cube or view
   * @param members the own names of its members
   */
  RuleBuilder(Properties owner, Set<String> members) {
    this.owner = owner;
    this.members = members;
  }

  Rules build() {
    List<AccessPolicy> policies = new ArrayList<>();
    owner.eachObject("accessPolicy", policy -> policies.add(policy(policy)));
    List<DefaultFilter> defaults = new ArrayList<>();
    owner.eachObject("defaultFilters", filter -> defaultFilter(filter).ifPresent(defaults::add));
    return new Rules(policies, defaults);
  }

  private AccessPolicy policy(Properties policy) {
    List<String> groups = groups(policy);
    List<RequestValue> conditions = new ArrayList<>();
    policy.eachObject(
        "conditions",
        condition -> {
          Optional<RequestValue> value = condition.computed("if");
          if (value.isEmpty()) {
            condition.error(condition.position(), "\"if\" is required for a condition");
          }
          value.ifPresent(conditions::add);
          condition.rejectUnknown();
        });
    Optional<Set<String>> memberLevel = policy.below("memberLevel").map(this::selection);
    Optional<Set<String>> memberMasking = policy.below("memberMasking").map(this::selection);
    if (memberMasking.isPresent() && memberLevel.isEmpty()) {
      policy.error(
          policy.position(),
          "accessPolicy for %s defines memberMasking without memberLevel. memberLevel is required when memberMasking is used"
              .formatted(owner.owner()));
    }
    Optional<RowLevel> rowLevel = policy.below("rowLevel").map(this::rowLevel);
    policy.rejectUnknown();
    return new AccessPolicy(
        groups, conditions, memberLevel, memberMasking, rowLevel, policy.position());
  }

  private List<String> groups(Properties policy) {
    Optional<String> group = policy.text("group");
    List<String> groups = policy.texts("groups");
    if (policy.node("role").isPresent()) {
      policy.error(
          policy.position(), "\"role\" was replaced by \"group\" in access policies of Cube 1.7");
      return List.of();
    }
    if (group.isPresent() && !groups.isEmpty()) {
      policy.error(
          policy.position(),
          """
          Access policy cannot have both 'group' and 'groups' properties.
          Policy in cube '%s' has group '%s' and groups '%s'.
          Use either 'group' or 'groups', not both."""
              .formatted(owner.owner(), group.get(), String.join(", ", groups)));
    }
    if (group.isEmpty() && groups.isEmpty()) {
      policy.error(
          policy.position(), "an access policy must contain at least one of [group, groups]");
    }
    return group.map(List::of).orElse(groups);
  }

  private Set<String> selection(Properties selection) {
    Set<String> selected = new LinkedHashSet<>();
    Optional<RawNode> includes = selection.node("includes");
    if (includes.isEmpty() || isEverything(includes.get())) {
      selected.addAll(members);
    } else {
      selected.addAll(names(selection, "includes"));
    }
    selected.removeAll(names(selection, "excludes"));
    selection.accept("includesMembers", "excludesMembers");
    selection.rejectUnknown();
    return selected;
  }

  private static boolean isEverything(RawNode node) {
    return node instanceof RawNode.Scalar scalar && "*".equals(scalar.value());
  }

  private List<String> names(Properties selection, String key) {
    List<String> names = new ArrayList<>();
    for (RawNode item : selection.items(key)) {
      member(selection, item, key).ifPresent(names::add);
    }
    return names;
  }

  private RowLevel rowLevel(Properties rowLevel) {
    boolean allowAll = rowLevel.flag("allowAll").orElse(false);
    boolean hasFilters = rowLevel.node("filters").isPresent();
    List<RowFilter> filters = filters(rowLevel, "filters");
    rowLevel.rejectUnknown();
    if (allowAll == hasFilters) {
      rowLevel.error(
          rowLevel.position(), "rowLevel must have either \"filters\" or \"allowAll: true\"");
    }
    return allowAll ? new RowLevel.AllowAll() : new RowLevel.Filters(filters);
  }

  private List<RowFilter> filters(Properties properties, String key) {
    List<RowFilter> filters = new ArrayList<>();
    properties.eachObject(key, item -> filter(item).ifPresent(filters::add));
    return filters;
  }

  private Optional<RowFilter> filter(Properties item) {
    if (item.node("and").isPresent()) {
      List<RowFilter> filters = filters(item, "and");
      item.rejectUnknown();
      return Optional.of(new RowFilter.And(filters));
    }
    if (item.node("or").isPresent()) {
      List<RowFilter> filters = filters(item, "or");
      item.rejectUnknown();
      return Optional.of(new RowFilter.Or(filters));
    }
    Optional<String> member =
        item.node("member").flatMap(node -> member(item, node, "a filter member reference"));
    Optional<RowFilter.Condition> condition = condition(item, member);
    item.rejectUnknown();
    return condition.map(found -> found);
  }

  private Optional<RowFilter.Condition> condition(Properties item, Optional<String> member) {
    String operator = item.text("operator").orElse("");
    Optional<RequestValue> values = item.computed("values");
    requireOperator(item, operator, values.isPresent());
    if (item.node("member").isEmpty()) {
      item.error(item.position(), "\"member\" is required for a filter");
    }
    return member.map(
        name -> new RowFilter.Condition(MemberPath.of(owner.owner(), name), operator, values));
  }

  /** Reports an operator that queries do not know, and values that it lacks. */
  static void requireOperator(Properties item, String operator, boolean hasValues) {
    if (!OPERATORS.contains(operator)) {
      item.error(
          item.position(),
          "'" + operator + "' is not an operator" + NearestName.hint(operator, OPERATORS));
    } else if (!hasValues && !WITHOUT_VALUES.contains(operator)) {
      item.error(item.position(), "\"values\" is required for the operator " + operator);
    }
  }

  private Optional<String> member(Properties properties, RawNode node, String use) {
    String name = ReferencePaths.own(node, owner.owner()).orElse("");
    if (name.contains(".")) {
      properties.error(
          node.position(),
          "Paths aren't allowed in the accessPolicy policy but '%s' provided as %s for %s"
              .formatted(name, use, owner.owner()));
      return Optional.empty();
    }
    if (!members.contains(name)) {
      properties.error(
          node.position(),
          "%s.%s cannot be resolved. There's no such member or cube.%s"
              .formatted(
                  owner.owner(),
                  name,
                  NearestName.of(name, members)
                      .map(near -> " Did you mean '" + near + "'?")
                      .orElse("")));
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private Optional<DefaultFilter> defaultFilter(Properties filter) {
    Optional<String> member =
        filter.node("member").flatMap(node -> included(filter, node, "member"));
    Optional<RowFilter.Condition> condition = condition(filter, member);
    Set<String> unless = new LinkedHashSet<>();
    for (RawNode item : filter.items("unless")) {
      included(filter, item, "unless").ifPresent(unless::add);
    }
    filter.rejectUnknown();
    return condition.map(found -> new DefaultFilter(found, unless));
  }

  private Optional<String> included(Properties filter, RawNode node, String use) {
    String name = ReferencePaths.own(node, owner.owner()).orElse("");
    if (members.contains(name)) {
      return Optional.of(name);
    }
    filter.error(
        node.position(),
        "Member '%s' used as %s in default value filter is not included in view '%s'%s"
            .formatted(name, use, owner.owner(), NearestName.hint(name, members)));
    return Optional.empty();
  }
}
