package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DimensionType;
import dev.cuboid.model.Granularity;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.plan.FilterNode.Group;
import dev.cuboid.query.plan.FilterNode.Test;
import dev.cuboid.query.plan.JoinTree.Edge;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Any;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSource;
import dev.cuboid.query.sql.TimeInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The FROM clause of one SELECT and what members are in it. What dimensions need beside the rows of
 * cubes is joined as they come up, so {@link #joins} is asked last.
 */
final class Scope {

  private static final String VALUE = "value";

  private final Planning planning;
  private final JoinTree tree;
  private final ConditionSql conditions;
  private final TemplateSql templates;
  private final Map<String, SqlExpression> known;
  private final Map<String, SubQuery> subQueries = new LinkedHashMap<>();
  private final Map<String, SqlJoin> values = new LinkedHashMap<>();
  private final Map<String, StageDimension> stages = new LinkedHashMap<>();
  private boolean joining;

  private record SubQuery(String cube, SqlJoin join, SqlExpression value) {}

  Scope(Planning planning, JoinTree tree) {
    this(planning, tree, Map.of());
  }

  /**
   * @param known dimensions that the FROM clause has as columns already, by their keys
   */
  Scope(Planning planning, JoinTree tree, Map<String, SqlExpression> known) {
    this.planning = planning;
    this.tree = tree;
    this.known = known;
    this.conditions = new ConditionSql(planning.query().timezone());
    this.templates = new TemplateSql(planning, this, conditions);
  }

  /** The same FROM clause, some of whose dimensions are known as these. */
  Scope knowing(List<DimensionColumn> columns, List<SqlExpression> expressions) {
    Map<String, SqlExpression> all = new LinkedHashMap<>(known);
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).granularity().isEmpty()) {
        all.put(columns.get(index).member().key(), expressions.get(index));
      }
    }
    return new Scope(planning, tree, all);
  }

  JoinTree tree() {
    return tree;
  }

  Planning planning() {
    return planning;
  }

  /** SQL of the author of a cube. */
  SqlExpression template(Cube owner, SqlTemplate template, MeasureSql measures) {
    return templates.of(owner, template, measures);
  }

  /** Whether rows of these cubes come up several times in a group. */
  boolean repeats(Set<String> cubes) {
    return tree.multiplies(cubes) || planning.switches().repeatRows();
  }

  /** A dimension as its author wrote it, before any time zone. */
  SqlExpression dimension(ResolvedMember member) {
    SqlExpression column = known.get(member.key());
    if (column != null) {
      return column;
    }
    if (member.mask().isPresent()) {
      // Who may not see a key may see the rows that it joins.
      return joining
          ? dimension(member.unmasked())
          : member.mask().get().over(() -> dimension(member.unmasked()), this, member);
    }
    if (joining && member.dimension().primaryKey()) {
      Optional<TimeShifts.Move> move = planning.calendarMove(member.cube());
      if (move.isPresent()) {
        return moved(member, move.get());
      }
    }
    if (member.dimension().subQuery()) {
      return subQuery(member);
    }
    if (planning.isStaged(member)) {
      return stages
          .computeIfAbsent(member.key(), _ -> new StageDimension(planning, member))
          .value();
    }
    return DimensionExpressions.of(this, member);
  }

  /** The key of a calendar, as rows of another time find it. */
  private SqlExpression moved(ResolvedMember key, TimeShifts.Move move) {
    return switch (move) {
      case TimeShifts.Move.Sql(SqlTemplate sql) -> template(key.cube(), sql, MeasureSql.NONE);
      case TimeShifts.Move.Distance(TimeInterval interval) ->
          new Shift(DimensionExpressions.of(this, key), interval);
    };
  }

  /** A dimension of type switch: each row has each of its values. */
  SqlExpression switchValue(ResolvedMember member) {
    List<String> choices = planning.switches().values(member);
    if (choices.size() < 2) {
      return choices.isEmpty()
          ? new SqlExpression.Text("NULL")
          : new SqlExpression.StringLiteral(choices.getFirst());
    }
    String alias = Names.alias(member.cube(), member.dimension().info().name()) + "_values";
    values.computeIfAbsent(
        member.key(),
        _ ->
            new SqlJoin(
                SqlJoin.Kind.CROSS,
                new SqlSource(new SqlRelation.Constants(VALUE, choices), alias),
                SqlExpression.TRUE));
    return new SqlExpression.Column(alias, VALUE);
  }

  /** A dimension as a column of the result. */
  SqlExpression column(DimensionColumn column) {
    ResolvedMember member = column.member();
    if (column.granularity().isPresent()) {
      return period(member, column.granularity().get());
    }
    return member.dimension().type() == DimensionType.TIME ? localTime(member) : dimension(member);
  }

  /** The start of the period in which a time dimension lies. */
  SqlExpression period(ResolvedMember member, String granularity) {
    if (member.mask().isPresent()) {
      return member.mask().get().over(() -> period(member.unmasked(), granularity), this, member);
    }
    Optional<Granularity> own = Granularities.own(member, granularity);
    if (own.isEmpty()) {
      return new Truncate(granularity, localTime(member));
    }
    return switch (own.get().definition()) {
      case Granularity.Sql(SqlTemplate sql) -> {
        if (planning.shift(member).isPresent()) {
          throw QueryErrors.user(
              "Time shift of '%s' can't be used with the granularity '%s', which is defined by sql"
                  .formatted(member.key(), granularity));
        }
        yield template(member.cube(), sql, MeasureSql.NONE);
      }
      case Granularity.Interval interval ->
          new Bin(
              Granularities.interval(interval), Granularities.origin(interval), localTime(member));
    };
  }

  /** A time dimension in the time zone of the query, moved where a stage moves it. */
  SqlExpression localTime(ResolvedMember member) {
    SqlExpression local = local(dimension(member));
    return planning
        .shift(member)
        .<SqlExpression>map(interval -> new Shift(local, interval))
        .orElse(local);
  }

  /** A time in the time zone of the query. */
  SqlExpression local(SqlExpression time) {
    return new InTimezone(time, planning.query().timezone());
  }

  /** Segments, filters and date ranges. */
  List<SqlExpression> where() {
    return where(planning.query().rowFilters());
  }

  /** Segments and filters; the time dimensions' ranges are left to the caller. */
  List<SqlExpression> whereWithoutRanges() {
    return where(planning.query().dimensionFilters());
  }

  private List<SqlExpression> where(List<FilterNode> filters) {
    List<SqlExpression> where = segments();
    for (FilterNode filter : filters) {
      if (!planning.switches().isDecided(filter)) {
        add(condition(filter), where);
      } else if (!planning.switches().leavesValues(filter)) {
        where.add(SqlExpression.FALSE);
      }
    }
    return where;
  }

  private static void add(SqlExpression condition, List<SqlExpression> where) {
    if (condition instanceof All(List<SqlExpression> parts)) {
      parts.forEach(part -> add(part, where));
    } else {
      where.add(condition);
    }
  }

  private List<SqlExpression> segments() {
    List<SqlExpression> where = new ArrayList<>();
    for (ResolvedMember segment : planning.query().segments()) {
      if (segment.mask().isPresent()) {
        where.add(SqlExpression.FALSE);
      }
      for (SqlTemplate template : MemberTemplates.of(segment.member())) {
        where.add(template(segment.cube(), template, MeasureSql.NONE));
      }
    }
    return where;
  }

  /** A condition on rows. */
  SqlExpression condition(FilterNode node) {
    return switch (node) {
      case Group(boolean any, List<FilterNode> nodes) -> {
        List<SqlExpression> parts = nodes.stream().map(this::condition).toList();
        yield any ? new Any(parts) : new All(parts);
      }
      case FilterNode.Never() -> SqlExpression.FALSE;
      case Test test when test.member().isMeasure() -> drillFilters(test.member());
      case Test test when planning.shift(test.member()).isPresent() ->
          MovedTimeSql.condition(localTime(test.member()), test.operator(), test.values());
      case Test test ->
          conditions.of(
              dimension(test.member()),
              ValueTypes.of(test.member().dimension()),
              test.operator(),
              test.values());
    };
  }

  /** The rows that a measure counts. */
  private SqlExpression drillFilters(ResolvedMember measure) {
    List<SqlExpression> filters = new ArrayList<>();
    for (SqlTemplate template : measure.measure().filters()) {
      filters.add(template(measure.cube(), template, MeasureSql.NONE));
    }
    for (SqlTemplate template : measure.measure().drillFilters()) {
      filters.add(template(measure.cube(), template, MeasureSql.NONE));
    }
    return filters.isEmpty() ? SqlExpression.TRUE : new All(filters);
  }

  private SqlExpression subQuery(ResolvedMember member) {
    SubQuery known = subQueries.get(member.key());
    if (known == null) {
      SubQueryDimension dimension = new SubQueryDimension(planning, member);
      known = new SubQuery(member.cube().name(), dimension.join(this), dimension.value());
      subQueries.put(member.key(), known);
    }
    return known.value();
  }

  SqlSource from() {
    return templates.source(planning.index().cube(tree.root()));
  }

  /** The joins, each with the sub-queries that its cube needs. */
  List<SqlJoin> joins() {
    List<SqlExpression> on = new ArrayList<>();
    joining = true;
    for (Edge edge : tree.edges()) {
      on.add(template(planning.index().cube(edge.from()), edge.join().on(), MeasureSql.NONE));
    }
    joining = false;
    List<SqlJoin> staged = stages.values().stream().map(stage -> stage.join(this)).toList();
    List<SqlJoin> joins = new ArrayList<>(values.values());
    joins.addAll(subQueriesOf(tree.root()));
    for (int index = 0; index < tree.edges().size(); index++) {
      Cube cube = planning.index().cube(tree.edges().get(index).to());
      joins.add(new SqlJoin(SqlJoin.Kind.LEFT, templates.source(cube), on.get(index)));
      joins.addAll(subQueriesOf(cube.name()));
    }
    joins.addAll(staged);
    return joins;
  }

  private List<SqlJoin> subQueriesOf(String cube) {
    return subQueries.values().stream()
        .filter(each -> each.cube().equals(cube))
        .map(SubQuery::join)
        .toList();
  }
}
