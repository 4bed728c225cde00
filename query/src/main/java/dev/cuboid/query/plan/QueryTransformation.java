package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.plan.FilterNode.Group;
import dev.cuboid.query.plan.FilterNode.Test;
import dev.cuboid.query.plan.JoinTree.Edge;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes what pre-aggregation matching wants to know of a query. */
final class QueryTransformation {

  private final Planning planning;
  private final ResolvedQuery query;
  private final List<JoinTree> trees;
  private final Map<String, String> paths = new HashMap<>();
  private final List<Leaf> leaves;
  private final MeasureFormulas formulas;
  private final TemplateWalk walk;

  QueryTransformation(Planning planning) {
    this.planning = planning;
    this.query = planning.query();
    this.trees = planning.trees();
    this.formulas = new MeasureFormulas(planning, new JoinPlanner(planning));
    this.leaves = formulas.leaves(query.usedMeasures());
    this.walk = planning.walk();
    for (JoinTree tree : trees) {
      paths.putIfAbsent(tree.root(), tree.root());
      for (Edge edge : tree.edges()) {
        paths.putIfAbsent(edge.to(), paths.get(edge.from()) + "." + edge.to());
      }
    }
  }

  TransformedQuery transformed() {
    List<ResolvedMember> dimensions = dimensions();
    List<ResolvedMember> measures = query.usedMeasures();
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("sortedDimensions", sorted(dimensions.stream(), ResolvedMember::name, this::path));
    facts.put(
        "sortedTimeDimensions",
        times(ResolvedMember::name, ResolvedMember::name, this::rollupGranularity));
    facts.put(
        "timeDimensions",
        times(ResolvedMember::name, ResolvedMember::name, QueryTransformation::granularity));
    facts.put("measures", query.measures().stream().map(this::path).toList());
    facts.put("leafMeasureAdditive", leaves.stream().allMatch(QueryTransformation::isAdditive));
    facts.put("leafMeasures", leaves.stream().map(Leaf::key).toList());
    facts.put(
        "leafMeasuresFullPaths", leaves.stream().map(leaf -> fullPath(leaf.member())).toList());
    facts.put("measureToLeafMeasures", measureToLeaves());
    facts.put(
        "hasNoTimeDimensionsWithoutGranularity",
        query.times().stream().allMatch(time -> time.granularity().isPresent()));
    facts.put("allFiltersWithinSelectedDimensions", filtersAreSelected());
    facts.put("isAdditive", query.measures().stream().allMatch(this::isAdditive));
    facts.put("granularityHierarchies", planning.index().granularityHierarchies());
    facts.put(
        "hasMultipliedMeasures",
        leaves.stream().anyMatch(leaf -> !leaf.isRolling() && isMultiplied(leaf)));
    facts.put("hasCumulativeMeasures", leaves.stream().anyMatch(Leaf::isRolling));
    putWindowGranularity(facts);
    facts.put("filterDimensionsSingleValueEqual", singleValues());
    facts.put(
        "ownedDimensions",
        sorted(dimensions.stream().flatMap(this::owned), ResolvedMember::key, this::fullPath));
    facts.put(
        "ownedTimeDimensionsWithRollupGranularity",
        times(ResolvedMember::key, this::fullPath, this::rollupGranularity));
    facts.put(
        "ownedTimeDimensionsAsIs",
        times(ResolvedMember::key, this::fullPath, QueryTransformation::granularity));
    facts.put("allBackAliasMembers", aliases(measures, dimensions));
    facts.put("hasMultiStage", false);
    if (query.ungrouped()) {
      Set<String> cubes = QueryCubes.cubes(trees);
      facts.put("ungrouped", true);
      facts.put(
          "sortedUsedCubePrimaryKeys",
          sorted(
              cubes.stream()
                  .flatMap(cube -> LeafSql.keyMembers(planning.index(), cube).stream())
                  .map(ResolvedMember::key)));
      facts.put("sortedAllCubeNames", sorted(cubes.stream()));
    }
    return new TransformedQuery(facts);
  }

  private List<ResolvedMember> dimensions() {
    List<ResolvedMember> dimensions = new ArrayList<>();
    query.columns().stream()
        .filter(column -> column.granularity().isEmpty())
        .map(DimensionColumn::member)
        .forEach(dimensions::add);
    query.dimensionFilters().stream()
        .flatMap(FilterNode::tests)
        .map(Test::member)
        .filter(member -> !member.isMeasure())
        .forEach(dimensions::add);
    dimensions.addAll(query.segments());
    return dimensions;
  }

  private static List<String> sorted(Stream<String> names) {
    return List.copyOf(new TreeSet<>(names.toList()));
  }

  /** Sorted by the members' own names, whatever the way to them. */
  private static List<String> sorted(Stream<ResolvedMember> members, NameOf own, NameOf printed) {
    Map<String, String> sorted = new TreeMap<>();
    members.forEach(member -> sorted.put(own.of(member), printed.of(member)));
    return List.copyOf(sorted.values());
  }

  /** A member of a view by its name, another one by the way to it from the root. */
  private String path(ResolvedMember member) {
    return member.name().equals(member.key()) ? fullPath(member) : member.name();
  }

  private String fullPath(ResolvedMember member) {
    String cube = member.cube().name();
    return paths.getOrDefault(cube, cube) + "." + member.path().member();
  }

  /** The members that own the SQL of a dimension or segment that is made of others only. */
  private Stream<ResolvedMember> owned(ResolvedMember member) {
    if (member.member() instanceof Dimension dimension && dimension.subQuery()) {
      return Stream.of(member);
    }
    List<ResolvedMember> others = new ArrayList<>();
    List<SqlPart> own = new ArrayList<>();
    Consumer<SqlPart> sort =
        part -> {
          if (part instanceof SqlPart.MemberReference reference) {
            others.add(planning.index().referenced(reference.path()));
          } else {
            own.add(part);
          }
        };
    for (SqlTemplate template : MemberTemplates.of(member.member())) {
      walk.references(template, sort);
    }
    boolean proxy = own.isEmpty() && !others.isEmpty();
    return proxy ? others.stream().flatMap(this::owned) : Stream.of(member);
  }

  private interface NameOf {
    String of(ResolvedMember member);
  }

  private interface GranularityOf {
    Optional<String> of(TimeRange time);
  }

  /** Sorted by the members' own names; those of one member stay in the order of the query. */
  private List<List<@Nullable String>> times(
      NameOf own, NameOf printed, GranularityOf granularity) {
    List<TimeRange> sorted = new ArrayList<>(query.times());
    sorted.sort(Comparator.comparing(time -> own.of(time.member())));
    List<List<@Nullable String>> times = new ArrayList<>();
    for (TimeRange time : sorted) {
      List<@Nullable String> pair = new ArrayList<>();
      pair.add(printed.of(time.member()));
      pair.add(granularity.of(time).orElse(null));
      times.add(pair);
    }
    return times;
  }

  private static Optional<String> granularity(TimeRange time) {
    return time.granularity();
  }

  /** The coarsest granularity that serves the query and ends where its date range does. */
  private Optional<String> rollupGranularity(TimeRange time) {
    Optional<String> range =
        time.range()
            .flatMap(
                dates ->
                    Granularities.finest(
                        Optional.of(beginningAt(dates.from(), 0)),
                        Optional.of(beginningAt(dates.to(), 1))));
    boolean custom =
        time.granularity().filter(name -> !Granularities.isPredefined(name)).isPresent();
    return custom ? time.granularity() : Granularities.finest(time.granularity(), range);
  }

  /** What is no time is aligned with nothing coarser than a second. */
  private static String beginningAt(String local, int milliseconds) {
    return Times.parse(local)
        .map(time -> time.plus(milliseconds, ChronoUnit.MILLIS))
        .map(Granularities::beginningAt)
        .orElse("second");
  }

  /** A group of conditions has no name of its own, and stands as Cube prints what is not there. */
  private Map<String, Object> measureToLeaves() {
    Map<String, Object> result = new LinkedHashMap<>();
    query.measures().forEach(measure -> result.put(measure.name(), leaves(List.of(measure))));
    for (FilterNode filter : query.measureFilters()) {
      String name = filter instanceof Test test ? test.member().name() : "undefined";
      result.put(name, leaves(filter.tests().map(Test::member).distinct().toList()));
    }
    return result;
  }

  private List<Map<String, Object>> leaves(List<ResolvedMember> measures) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Leaf leaf : formulas.leaves(measures)) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("measure", leaf.key());
      entry.put("additive", isAdditive(leaf));
      entry.put("type", typeName(leaf.measure()));
      entries.add(entry);
    }
    return entries;
  }

  private static String typeName(Measure measure) {
    return switch (measure.type()) {
      case COUNT -> "count";
      case COUNT_DISTINCT -> "countDistinct";
      case COUNT_DISTINCT_APPROX -> "countDistinctApprox";
      case SUM -> "sum";
      case AVG -> "avg";
      case MIN -> "min";
      case MAX -> "max";
      case NUMBER -> "number";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case TIME -> "time";
      case RUNNING_TOTAL -> "runningTotal";
      case NUMBER_AGG -> "numberAgg";
      case RANK -> "rank";
    };
  }

  private static boolean isAdditive(Leaf leaf) {
    return isAdditive(leaf.measure().type());
  }

  private static boolean isAdditive(MeasureType type) {
    return switch (type) {
      case COUNT, SUM, MIN, MAX, COUNT_DISTINCT_APPROX, RUNNING_TOTAL -> true;
      case COUNT_DISTINCT, AVG, NUMBER, STRING, BOOLEAN, TIME, NUMBER_AGG, RANK -> false;
    };
  }

  /** A view's measure counts as computed from the cube's. */
  private boolean isAdditive(ResolvedMember measure) {
    return measure.name().equals(measure.key()) && isAdditive(measure.measure().type());
  }

  private boolean isMultiplied(Leaf leaf) {
    return leaf.measure().type() != MeasureType.COUNT_DISTINCT
        && trees.stream()
            .filter(tree -> tree.cubes().containsAll(leaf.keyCubes()))
            .anyMatch(tree -> tree.multiplies(leaf.keyCubes()));
  }

  private boolean filtersAreSelected() {
    Set<String> selected = selectedDimensions();
    return query.dimensionFilters().stream()
        .flatMap(FilterNode::tests)
        .allMatch(test -> selected.contains(test.member().name()));
  }

  private Set<String> selectedDimensions() {
    Set<String> selected = new TreeSet<>();
    query.columns().stream()
        .filter(column -> column.granularity().isEmpty())
        .forEach(column -> selected.add(column.member().name()));
    return selected;
  }

  /** Null without windows; left out where no window has an end. */
  private void putWindowGranularity(Map<String, @Nullable Object> facts) {
    Optional<String> granularity = windowGranularity();
    if (granularity.isPresent() || leaves.stream().noneMatch(Leaf::isRolling)) {
      facts.put("windowGranularity", granularity.orElse(null));
    }
  }

  private Optional<String> windowGranularity() {
    Optional<String> finest = Optional.empty();
    for (Leaf leaf : leaves) {
      if (leaf.isRolling()) {
        finest = Granularities.finest(finest, Window.of(leaf).unit());
      }
    }
    return finest;
  }

  /**
   * A set, which prints as an empty object; null where a filter leaves a choice between values by
   * which the result is not grouped.
   */
  private @Nullable Object singleValues() {
    Map<String, Integer> values = new HashMap<>();
    selectedDimensions().forEach(name -> values.put(name, 1));
    boolean single =
        query.dimensionFilters().stream().allMatch(filter -> leavesNoChoice(filter, values));
    return single && values.values().stream().allMatch(count -> count == 1) ? Map.of() : null;
  }

  private static boolean leavesNoChoice(FilterNode node, Map<String, Integer> values) {
    return switch (node) {
      case Group(boolean any, List<FilterNode> nodes) ->
          !any && nodes.stream().allMatch(each -> leavesNoChoice(each, values));
      case FilterNode.Never() -> false;
      case Test test -> {
        values.merge(test.member().name(), test.values().size(), Math::min);
        yield test.operator() == FilterOperator.EQUALS;
      }
    };
  }

  private Map<String, String> aliases(
      List<ResolvedMember> measures, List<ResolvedMember> dimensions) {
    Map<String, String> aliases = new LinkedHashMap<>();
    Stream.of(measures.stream(), dimensions.stream(), query.times().stream().map(TimeRange::member))
        .flatMap(members -> members)
        .filter(member -> !member.name().equals(member.key()))
        .forEach(member -> aliases.put(fullPath(member), member.name()));
    return aliases;
  }
}
