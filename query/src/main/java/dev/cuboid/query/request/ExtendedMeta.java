package dev.cuboid.query.request;

import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.Join;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Member;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code /meta?extended} says beyond the plain form: how a model is made. What a cube inherits
 * is said at its parent, as in Cube. SQL that names something which is not listed is left out, so
 * that nothing is told here that the plain form hides.
 */
final class ExtendedMeta {

  private static final Pattern WORDS = Pattern.compile("\\W+");

  private final DataModel model;
  private final Predicate<Cube> listedCube;
  private final BiPredicate<Cube, Member> listed;
  private final Set<String> unlisted;

  /**
   * @param listedCube whether the answer lists a cube
   * @param listed whether it lists a member of such a cube
   */
  ExtendedMeta(DataModel model, Predicate<Cube> listedCube, BiPredicate<Cube, Member> listed) {
    this.model = model;
    this.listedCube = listedCube;
    this.listed = listed;
    this.unlisted = unlisted();
  }

  /** The names that an author's code must not have, for nobody reads it to see what they mean. */
  private Set<String> unlisted() {
    Set<String> names = new HashSet<>();
    for (Cube cube : model.cubes().values()) {
      boolean listedItself = listedCube.test(cube);
      if (!listedItself) {
        names.add(cube.name());
      }
      members(cube)
          .filter(member -> !listedItself || !listed.test(cube, member))
          .forEach(member -> names.add(member.info().name()));
    }
    return names;
  }

  void cube(ObjectNode json, Cube cube) {
    cube.parent().filter(this::isListedCube).ifPresent(parent -> json.put("extends", parent));
    if (cube.source() instanceof CubeSource.Select(SqlTemplate sql)) {
      sql(json, cube, sql);
    }
    cube.position().map(SourcePosition::file).ifPresent(file -> json.put("fileName", file));
    cube.refreshKey().ifPresent(key -> json.set("refreshKey", PreAggregationJson.refreshKey(key)));
    joins(json, cube);
    ArrayNode tables = Json.NODES.arrayNode();
    PreAggregationJson printer = new PreAggregationJson(cube, this::isListed);
    cube.preAggregations().values().stream()
        .filter(table -> !parentHas(cube, table.position()))
        .forEach(table -> tables.add(printer.of(table)));
    if (!tables.isEmpty()) {
      json.set("preAggregations", tables);
    }
  }

  void measure(ObjectNode json, Cube cube, Measure measure) {
    if (isToldElsewhere(cube, measure)) {
      return;
    }
    measure.sql().ifPresent(sql -> sql(json, cube, sql));
    ArrayNode filters = Json.NODES.arrayNode();
    measure.filters().forEach(filter -> sql(filters.addObject(), cube, filter));
    if (!filters.isEmpty()) {
      json.set("filters", filters);
    }
  }

  void dimension(ObjectNode json, Cube cube, Dimension dimension) {
    if (isToldElsewhere(cube, dimension)) {
      return;
    }
    switch (dimension.sql()) {
      case DimensionSql.Expression(SqlTemplate sql) -> sql(json, cube, sql);
      case DimensionSql.Case choice -> json.set("case", choice(cube, choice));
      case DimensionSql.SwitchCase _, DimensionSql.Geo _, DimensionSql.SwitchValues _ -> {}
    }
  }

  void segment(ObjectNode json, Cube cube, Segment segment) {
    if (!isToldElsewhere(cube, segment)) {
      sql(json, cube, segment.sql());
    }
  }

  private void joins(ObjectNode json, Cube cube) {
    ArrayNode joins = Json.NODES.arrayNode();
    List<String> inherited =
        cube.parent().flatMap(model::cube).stream()
            .flatMap(parent -> parent.joins().stream())
            .map(Join::target)
            .toList();
    for (Join join : cube.joins()) {
      if (!inherited.contains(join.target()) && isListedCube(join.target())) {
        ObjectNode entry = joins.addObject().put("name", join.target());
        entry.put(
            "relationship",
            switch (join.relationship()) {
              case ONE_TO_ONE -> "hasOne";
              case ONE_TO_MANY -> "hasMany";
              case MANY_TO_ONE -> "belongsTo";
            });
        sql(entry, cube, join.on());
      }
    }
    if (!joins.isEmpty()) {
      json.set("joins", joins);
    }
  }

  private ObjectNode choice(Cube cube, DimensionSql.Case choice) {
    ObjectNode json = Json.NODES.objectNode();
    ArrayNode when = json.putArray("when");
    for (DimensionSql.When branch : choice.when()) {
      ObjectNode entry = when.addObject();
      sql(entry, cube, branch.condition());
      label(entry, cube, branch.label());
    }
    choice.otherwise().ifPresent(otherwise -> label(json.putObject("else"), cube, otherwise));
    return json;
  }

  private void label(ObjectNode json, Cube cube, DimensionSql.Label label) {
    switch (label) {
      case DimensionSql.Label.Constant(String value) -> json.put("label", value);
      case DimensionSql.Label.Expression(SqlTemplate sql) ->
          sql(json.putObject("label"), cube, sql);
    }
  }

  private void sql(ObjectNode json, Cube cube, SqlTemplate sql) {
    if (namesOnlyWhatIsListed(sql)) {
      new TemplateText(cube.name()).of(sql).ifPresent(text -> json.put("sql", text));
    }
  }

  private boolean namesOnlyWhatIsListed(SqlTemplate sql) {
    return sql.parts().stream().allMatch(this::namesOnlyWhatIsListed);
  }

  private boolean namesOnlyWhatIsListed(SqlPart part) {
    return switch (part) {
      case SqlPart.CubeReference(List<String> path) -> path.stream().allMatch(this::isListedCube);
      case SqlPart.CubeSql(String cube) -> isListedCube(cube);
      case SqlPart.MemberReference reference -> isListed(reference.path());
      case SqlPart.FilterParameter filter -> isListed(filter);
      case SqlPart.FilterGroup(List<SqlPart.FilterParameter> filters) ->
          filters.stream().allMatch(this::isListed);
      case SqlPart.ContextFilter filter -> isListed(filter.argument());
      case SqlPart.ConvertTimezone(SqlTemplate sql) -> namesOnlyWhatIsListed(sql);
      case SqlPart.UrlEncode(SqlTemplate sql) -> namesOnlyWhatIsListed(sql);
      case SqlPart.Text _,
          SqlPart.ContextValue _,
          SqlPart.ContextUnsafeValue _,
          SqlPart.Dynamic _ ->
          true;
    };
  }

  private boolean isListed(SqlPart.FilterParameter filter) {
    return isListed(MemberPath.of(filter.cube(), filter.member())) && isListed(filter.argument());
  }

  private boolean isListed(FilterArgument argument) {
    return switch (argument) {
      case FilterArgument.Column(SqlTemplate sql) -> namesOnlyWhatIsListed(sql);
      case FilterArgument.Callback callback ->
          WORDS.splitAsStream(callback.text()).noneMatch(unlisted::contains);
    };
  }

  /** Whether the answer lists a member, with all the cubes on the way to it. */
  private boolean isListed(MemberPath path) {
    Optional<Cube> cube = model.cube(path.cube());
    return path.cubes().stream().allMatch(this::isListedCube)
        && cube.flatMap(owner -> member(owner, path.member()).filter(m -> listed.test(owner, m)))
            .isPresent();
  }

  private boolean isListedCube(String name) {
    return model.cube(name).filter(listedCube).isPresent();
  }

  /** Of a member of a view its path says enough, and an inherited one is its parent's. */
  private boolean isToldElsewhere(Cube cube, Member member) {
    return cube.kind() == Cube.Kind.VIEW
        || member.info().position().filter(place -> parentHas(cube, place)).isPresent();
  }

  /** Whether what is defined at a place is the parent's, or was inherited by it. */
  private boolean parentHas(Cube cube, SourcePosition place) {
    Optional<Cube> parent = cube.parent().flatMap(model::cube);
    return parent
        .filter(
            known ->
                members(known).anyMatch(m -> m.info().position().equals(Optional.of(place)))
                    || known.preAggregations().values().stream()
                        .anyMatch(table -> table.position().equals(place)))
        .isPresent();
  }

  private static Optional<Member> member(Cube cube, String name) {
    return members(cube).filter(member -> member.info().name().equals(name)).findFirst();
  }

  private static Stream<Member> members(Cube cube) {
    return Stream.of(cube.measures(), cube.dimensions(), cube.segments())
        .flatMap(members -> members.values().stream());
  }
}
