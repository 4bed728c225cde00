package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.PreAggregation;
import dev.cuboid.model.raw.ModelErrors;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What rollups must have in common to be put together by a {@code rollupLambda}.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/reference/pre-aggregations#rollup_lambda">
 *     rollup_lambda</a>
 */
final class RollupRules {

  /** From the longest to the shortest. */
  private static final List<String> PARTITIONS =
      List.of("year", "quarter", "month", "week", "day", "hour");

  private final Map<String, PreAggregation> all = new LinkedHashMap<>();
  private final Collection<Cube> cubes;
  private final ModelErrors errors;

  private RollupRules(Collection<Cube> cubes, ModelErrors errors) {
    this.cubes = cubes;
    this.errors = errors;
    for (Cube cube : cubes) {
      cube.preAggregations().values().forEach(one -> all.put(one.fullName(), one));
    }
  }

  static void check(Collection<Cube> cubes, ModelErrors errors) {
    RollupRules rules = new RollupRules(cubes, errors);
    rules.all.values().forEach(rules::check);
  }

  private void check(PreAggregation combined) {
    List<Optional<PreAggregation>> found =
        combined.rollups().stream().map(name -> Optional.ofNullable(all.get(name))).toList();
    for (int index = 0; index < found.size(); index++) {
      if (found.get(index).isEmpty()) {
        String name = combined.rollups().get(index);
        error(
            combined,
            "pre-aggregation '%s', of which '%s' is made, is not there%s"
                .formatted(name, combined.fullName(), NearestName.hint(name, all.keySet())));
      }
    }
    List<PreAggregation> rollups = found.stream().flatMap(Optional::stream).toList();
    if (rollups.size() < found.size() || rollups.isEmpty()) {
      return;
    }
    switch (combined.type()) {
      case ROLLUP_LAMBDA -> lambda(combined, rollups);
      case ROLLUP_JOIN -> new RollupJoinRules(cubes, errors).check(combined, rollups);
      case ROLLUP, ORIGINAL_SQL -> {}
    }
  }

  private void lambda(PreAggregation lambda, List<PreAggregation> rollups) {
    PreAggregation last = rollups.getLast();
    if (lambda.settings().unionWithSourceData() && !last.cube().equals(lambda.cube())) {
      error(
          lambda,
          ("unionWithSourceData can be enabled only for pre-aggregation within '%s' cube but '%s'"
                  + " pre-aggregation is defined within '%s' cube")
              .formatted(lambda.cube(), last.name(), last.cube()));
    }
    PreAggregation first = rollups.getFirst();
    for (PreAggregation other : rollups.subList(1, rollups.size())) {
      same("measures", PreAggregation::measures, lambda, first, other);
      same("dimensions", PreAggregation::dimensions, lambda, first, other);
      same("timeDimensions", RollupRules::timeDimensions, lambda, first, other);
    }
    for (int index = 0; index < rollups.size() - 1; index++) {
      partitions(lambda, rollups.get(index), rollups.get(index + 1));
    }
  }

  /** Only whole partitions of a rollup can give way to those of the next, or to the source. */
  private void partitions(PreAggregation lambda, PreAggregation one, PreAggregation next) {
    if (one.partitionGranularity().isEmpty()) {
      error(
          lambda,
          "'%s' needs a partition granularity, because '%s' continues it in '%s'"
              .formatted(one.fullName(), next.fullName(), lambda.fullName()));
      return;
    }
    String longer = one.partitionGranularity().get();
    next.partitionGranularity()
        .filter(shorter -> PARTITIONS.indexOf(shorter) < PARTITIONS.indexOf(longer))
        .ifPresent(
            granularity ->
                error(
                    lambda,
                    ("the partition granularity of '%s' (%s) must not be longer than that of '%s'"
                            + " (%s), which it continues in '%s'")
                        .formatted(
                            next.fullName(),
                            granularity,
                            one.fullName(),
                            longer,
                            lambda.fullName())));
  }

  private void same(
      String kind,
      Function<PreAggregation, List<MemberPath>> members,
      PreAggregation lambda,
      PreAggregation one,
      PreAggregation other) {
    List<String> names = names(members.apply(one));
    List<String> otherNames = names(members.apply(other));
    if (!names.equals(otherNames)) {
      error(
          lambda,
          "Names for %s doesn't match between '%s' and '%s': %s does not equal to %s"
              .formatted(kind, one.fullName(), other.fullName(), json(names), json(otherNames)));
    }
  }

  private static List<MemberPath> timeDimensions(PreAggregation rollup) {
    return rollup.timeDimensions().stream().map(PreAggregation.TimeDimension::dimension).toList();
  }

  /** Without their cubes: the rollups of a lambda may be of different ones. */
  private static List<String> names(List<MemberPath> members) {
    return members.stream().map(MemberPath::member).sorted().toList();
  }

  private static String json(List<String> names) {
    Stream<String> quoted = names.stream().map(name -> '"' + name + '"');
    return "[" + String.join(",", quoted.toList()) + "]";
  }

  private void error(PreAggregation where, String message) {
    errors.add(where.position(), where.cube(), message);
  }
}
