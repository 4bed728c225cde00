package dev.cuboid.query.properties;

import dev.cuboid.query.properties.CubeSpec.Aggregation;
import dev.cuboid.query.properties.CubeSpec.DimensionSpec;
import dev.cuboid.query.properties.CubeSpec.Formula;
import dev.cuboid.query.properties.CubeSpec.Function;
import dev.cuboid.query.properties.CubeSpec.JoinSpec;
import dev.cuboid.query.properties.CubeSpec.MeasureSpec;
import dev.cuboid.query.properties.CubeSpec.OwnAggregate;
import dev.cuboid.query.properties.CubeSpec.SegmentSpec;
import dev.cuboid.query.properties.CubeSpec.ValueType;
import dev.cuboid.query.properties.CubeSpec.Window;
import dev.cuboid.query.properties.Expression.Column;
import dev.cuboid.query.properties.Expression.MemberName;
import dev.cuboid.query.properties.ModelSpec.ViewCube;
import dev.cuboid.query.properties.ModelSpec.ViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes models of two to five cubes. Between any two cubes there is at most one way, so that what a
 * query means does not hang on which way is taken; it may be open in one direction only.
 */
final class ModelGenerator {

  private static final List<String> NAMES = List.of("Ants", "Bees", "Cats", "Dogs", "Eels");

  private final Choices choices;
  private final TableGenerator tables;

  ModelGenerator(Choices choices) {
    this.choices = choices;
    this.tables = new TableGenerator(choices);
  }

  ModelSpec model() {
    List<CubeSpec> cubes = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    int size = choices.between(2, NAMES.size());
    for (int index = 0; index < size; index++) {
      if (index > 0) {
        links.add(link(cubes, NAMES.get(index)));
      }
      cubes.add(bare(NAMES.get(index), links));
    }
    ModelSpec model = new ModelSpec(tables.filled(cubes, links), List.of());
    for (Link link : links) {
      model = joined(model, link);
    }
    ModelSpec withOwn = model.map(this::withOwnMembers);
    ModelSpec withReferences = withOwn.map(this::withReferences);
    return new ModelSpec(withReferences.cubes(), views(withReferences));
  }

  /**
   * A foreign key.
   *
   * @param from the cube that has it
   * @param to the cube whose primary key it names
   * @param unique whether it is the primary key of its own cube too
   */
  record Link(String from, String to, boolean unique) {
    List<String> columns(List<String> primaryKey) {
      return unique
          ? primaryKey
          : primaryKey.stream()
              .map(column -> to.toLowerCase(java.util.Locale.ROOT) + "_" + column)
              .toList();
    }
  }

  private Link link(List<CubeSpec> known, String name) {
    String other = choices.one(known).name();
    return switch (choices.upTo(4)) {
      case 0 -> new Link(name, other, true);
      case 1, 2 -> new Link(name, other, false);
      default -> new Link(other, name, false);
    };
  }

  /** A cube with its primary key only. One that shares the key of another has as many columns. */
  private CubeSpec bare(String name, List<Link> links) {
    boolean composite =
        links.stream().anyMatch(link -> link.unique() && link.from().equals(name))
            ? tables.isComposite(links.getLast().to())
            : choices.oneIn(4);
    TableSpec table = tables.bare(name, composite, !choices.oneIn(4));
    List<DimensionSpec> keys =
        TableGenerator.primaryKey(table).stream()
            .map(
                column ->
                    new DimensionSpec(column, ValueType.NUMBER, true, false, new Column(column)))
            .toList();
    return new CubeSpec(name, table, table.hasTenants(), List.of(), keys, List.of(), List.of());
  }

  private ModelSpec joined(ModelSpec model, Link link) {
    CubeSpec from = model.cube(link.from());
    CubeSpec to = model.cube(link.to());
    List<String> key = TableGenerator.primaryKey(to.table());
    List<String> foreign = link.columns(key);
    int direction = choices.upTo(3);
    ModelSpec result = model;
    if (direction != 0) {
      result =
          result.replace(
              with(
                  from,
                  new JoinSpec(
                      to.name(), link.unique() ? "one_to_one" : "many_to_one", foreign, key)));
    }
    if (direction == 0 || direction == 3) {
      result =
          result.replace(
              with(
                  to,
                  new JoinSpec(
                      from.name(), link.unique() ? "one_to_one" : "one_to_many", key, foreign)));
    }
    return result;
  }

  private static CubeSpec with(CubeSpec cube, JoinSpec join) {
    List<JoinSpec> joins = new ArrayList<>(cube.joins());
    joins.add(join);
    return cube.withJoins(joins);
  }

  private CubeSpec withOwnMembers(CubeSpec cube) {
    Column number = new Column("num");
    Column text = new Column("txt");
    List<DimensionSpec> dimensions = new ArrayList<>(cube.primaryKey());
    dimensions.add(dimension("txt", ValueType.TEXT, text));
    dimensions.add(dimension("num", ValueType.NUMBER, number));
    dimensions.add(dimension("amount", ValueType.NUMBER, new Column("amount")));
    dimensions.add(dimension("flag", ValueType.FLAG, new Column("flag")));
    dimensions.add(dimension("at", ValueType.TIME, new Column("at_time")));
    dimensions.add(
        dimension("band", ValueType.TEXT, new Expression.Band(number, 3, "high", "low")));
    dimensions.add(
        dimension("band_case", ValueType.TEXT, new Expression.Band(number, 2, "big", "small")));
    dimensions.add(dimension("is_ant", ValueType.FLAG, new Expression.Is(text, "ant")));
    dimensions.add(
        dimension("both", ValueType.NUMBER, new Expression.Plus(number, new Column("amount"))));
    List<SegmentSpec> segments =
        List.of(
            new SegmentSpec("ants", new Expression.Is(text, "ant")),
            new SegmentSpec("flagged", new Column("flag")));
    List<MeasureSpec> measures = new ArrayList<>();
    measures.add(measure("count", Function.COUNT, null, null));
    measures.add(measure("total", Function.SUM, new Column("amount"), null));
    measures.add(measure("average", Function.AVG, number, null));
    measures.add(measure("least", Function.MIN, number, null));
    measures.add(measure("most", Function.MAX, new Column("amount"), null));
    measures.add(measure("texts", Function.COUNT_DISTINCT, text, null));
    measures.add(measure("ant_count", Function.COUNT, null, new Expression.Is(text, "ant")));
    measures.add(measure("flag_total", Function.SUM, new Column("amount"), new Column("flag")));
    measures.add(new MeasureSpec("own_sum", new OwnAggregate("amount")));
    measures.add(
        new MeasureSpec(
            "share",
            new Formula(
                new MemberName(cube.name(), "flag_total"),
                true,
                new MemberName(cube.name(), "total"))));
    measures.add(rolling("last_days", Function.SUM, new Window.Days(choices.between(1, 3))));
    measures.add(rolling("so_far", Function.COUNT, new Window.AllOfThePast()));
    measures.add(rolling("month_most", Function.MAX, new Window.ToDate("month")));
    return cube.withMembers(dimensions, segments, measures);
  }

  private static DimensionSpec dimension(String name, ValueType type, Expression value) {
    return new DimensionSpec(name, type, false, false, value);
  }

  private static MeasureSpec measure(
      String name,
      Function function,
      @org.jspecify.annotations.Nullable Expression value,
      @org.jspecify.annotations.Nullable Expression filter) {
    return new MeasureSpec(
        name,
        new Aggregation(
            function, Optional.ofNullable(value), Optional.ofNullable(filter), Optional.empty()));
  }

  private static MeasureSpec rolling(String name, Function function, Window window) {
    Optional<Expression> value =
        function == Function.COUNT ? Optional.empty() : Optional.of(new Column("amount"));
    return new MeasureSpec(
        name, new Aggregation(function, value, Optional.empty(), Optional.of(window)));
  }

  /** Adds members that are made of other cubes' members. */
  private CubeSpec withReferences(CubeSpec cube) {
    List<DimensionSpec> dimensions = new ArrayList<>(cube.dimensions());
    List<MeasureSpec> measures = new ArrayList<>(cube.measures());
    for (JoinSpec join : cube.joins()) {
      String target = join.target();
      String suffix = "_" + target.toLowerCase(java.util.Locale.ROOT);
      dimensions.add(
          dimension(
              "txt" + suffix,
              ValueType.TEXT,
              new Expression.Dimension(new MemberName(target, "txt"))));
      dimensions.add(
          new DimensionSpec(
              "sub" + suffix,
              ValueType.NUMBER,
              false,
              choices.oneIn(2),
              new Expression.MeasurePerRow(
                  new MemberName(
                      target, choices.one(List.of("count", "total", "most", "share"))))));
      measures.add(
          new MeasureSpec(
              "sub_total" + suffix,
              new Aggregation(
                  Function.SUM,
                  Optional.of(
                      new Expression.Dimension(new MemberName(cube.name(), "sub" + suffix))),
                  Optional.empty(),
                  Optional.empty())));
      measures.add(
          new MeasureSpec(
              "per" + suffix,
              new Formula(
                  new MemberName(cube.name(), "total"), true, new MemberName(target, "count"))));
      if (!join.relationship().equals("one_to_many")) {
        measures.add(
            new MeasureSpec(
                "sum_with" + suffix,
                new Aggregation(
                    Function.SUM,
                    Optional.of(
                        new Expression.Plus(
                            new Column("amount"),
                            new Expression.Dimension(new MemberName(target, "num")))),
                    Optional.empty(),
                    Optional.empty())));
      }
    }
    return cube.withMembers(dimensions, cube.segments(), measures);
  }

  private List<ViewSpec> views(ModelSpec model) {
    CubeSpec root = choices.one(model.cubes());
    List<ViewCube> cubes = new ArrayList<>();
    cubes.add(viewCube(root, List.of(root.name()), false));
    for (JoinSpec join : root.joins()) {
      CubeSpec next = model.cube(join.target());
      cubes.add(viewCube(next, List.of(root.name(), next.name()), true));
      next.joins().stream()
          .filter(further -> !further.target().equals(root.name()))
          .findFirst()
          .map(further -> model.cube(further.target()))
          .ifPresent(
              last ->
                  cubes.add(viewCube(last, List.of(root.name(), next.name(), last.name()), true)));
    }
    return List.of(new ViewSpec("Overview", cubes));
  }

  private ViewCube viewCube(CubeSpec cube, List<String> path, boolean prefix) {
    List<String> members = new ArrayList<>();
    cube.dimensions().forEach(dimension -> members.add(dimension.name()));
    cube.measures().forEach(measure -> members.add(measure.name()));
    cube.segments().forEach(segment -> members.add(segment.name()));
    return new ViewCube(path, prefix, members);
  }
}
