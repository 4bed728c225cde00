package dev.cuboid.model.compile;

import dev.cuboid.model.MemberPath;
import dev.cuboid.model.RequestValue;
import dev.cuboid.model.RowFilter;
import dev.cuboid.model.StageFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which filters hold for the measures that a multi-stage member is computed from. */
final class StageFilterBuilder {

  private static final Set<String> WITHOUT_VALUES = Set.of("set", "notSet");

  private final Properties filter;

  private StageFilterBuilder(Properties filter) {
    this.filter = filter;
  }

  static Optional<StageFilter> of(Properties member) {
    return member.below("filter").map(filter -> new StageFilterBuilder(filter).build());
  }

  private StageFilter build() {
    String mode = filter.text("mode").orElse("relative");
    if (!mode.equals("relative") && !mode.equals("fixed")) {
      filter.error(filter.position(), "\"mode\" of a filter must be relative or fixed");
    }
    Optional<List<MemberPath>> keepOnly =
        filter.has("keepOnly") ? Optional.of(filter.memberPaths("keepOnly")) : Optional.empty();
    List<MemberPath> exclude = filter.memberPaths("exclude");
    if (keepOnly.isPresent() && filter.has("exclude")) {
      filter.error(filter.position(), "\"filter\" takes either \"exclude\" or \"keep_only\"");
    }
    List<RowFilter> include = conditions(filter, "include");
    filter.rejectUnknown();
    return new StageFilter(mode.equals("fixed"), keepOnly, exclude, include);
  }

  private static List<RowFilter> conditions(Properties owner, String key) {
    List<RowFilter> conditions = new ArrayList<>();
    owner.eachObject(key, item -> condition(item).ifPresent(conditions::add));
    return conditions;
  }

  private static Optional<RowFilter> condition(Properties item) {
    if (item.has("and") || item.has("or")) {
      RowFilter group =
          item.has("and")
              ? new RowFilter.And(conditions(item, "and"))
              : new RowFilter.Or(conditions(item, "or"));
      item.rejectUnknown();
      return Optional.of(group);
    }
    Optional<MemberPath> member = item.node("member").flatMap(item::reference);
    String operator = item.text("operator").orElse("");
    Optional<RequestValue> values = item.computed("values");
    item.rejectUnknown();
    RuleBuilder.requireOperator(item, operator, values.isPresent());
    if (!item.has("member")) {
      item.error(item.position(), "\"member\" is required for a filter");
    }
    return member.map(
        path ->
            new RowFilter.Condition(
                path, operator, WITHOUT_VALUES.contains(operator) ? Optional.empty() : values));
  }
}
