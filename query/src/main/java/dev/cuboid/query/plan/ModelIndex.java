package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.Member;
import dev.cuboid.model.MemberPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds members by the names that queries give. Immutable. */
final class ModelIndex {

  private final DataModel model;
  private final JoinGraph joins;
  private final boolean restricted;
  private final boolean switches;
  private final Masks masks;
  private final AtomicReference<@Nullable Map<String, List<String>>> hierarchies =
      new AtomicReference<>();

  ModelIndex(DataModel model) {
    this(
        model,
        new JoinGraph(model),
        model.cubes().values().stream().anyMatch(cube -> !cube.rules().isEmpty()),
        model.cubes().values().stream().anyMatch(ModelIndex::hasSwitches),
        Masks.NONE);
  }

  private ModelIndex(
      DataModel model, JoinGraph joins, boolean restricted, boolean switches, Masks masks) {
    this.model = model;
    this.joins = joins;
    this.restricted = restricted;
    this.switches = switches;
    this.masks = masks;
  }

  /** The same, but for members whose values are masked. */
  ModelIndex masking(Masks members) {
    return new ModelIndex(model, joins, restricted, switches, members);
  }

  /** Whether some cube or view has access policies or default filters. */
  boolean isRestricted() {
    return restricted;
  }

  private static boolean hasSwitches(Cube cube) {
    return cube.dimensions().values().stream()
        .anyMatch(dimension -> dimension.sql() instanceof DimensionSql.SwitchValues);
  }

  /** Whether some dimension has its values in the model. */
  boolean hasSwitches() {
    return switches;
  }

  DataModel model() {
    return model;
  }

  JoinGraph joins() {
    return joins;
  }

  /** Which granularities make up each granularity of each time dimension. */
  Map<String, List<String>> granularityHierarchies() {
    Map<String, List<String>> known = hierarchies.get();
    if (known == null) {
      known = GranularityHierarchies.of(model);
      hierarchies.set(known);
    }
    return known;
  }

  /** A cube that the model itself names. */
  Cube cube(String name) {
    return model.cube(name).orElseThrow(() -> QueryErrors.user("Cube " + name + " doesn't exist"));
  }

  ResolvedMember measure(String name) {
    return find(name, "measures", Cube::measures);
  }

  ResolvedMember dimension(String name) {
    return find(name, "dimensions", Cube::dimensions);
  }

  ResolvedMember segment(String name) {
    return find(name, "segments", Cube::segments);
  }

  /** A measure or a dimension. */
  ResolvedMember filterable(String name) {
    int dot = name.indexOf('.');
    boolean measure =
        dot >= 0
            && model
                .cube(name.substring(0, dot))
                .filter(cube -> !cube.dimensions().containsKey(name.substring(dot + 1)))
                .filter(cube -> cube.measures().containsKey(name.substring(dot + 1)))
                .isPresent();
    return measure ? measure(name) : dimension(name);
  }

  /** Whether a member that the model has is a measure. */
  boolean isMeasure(String name) {
    int dot = name.indexOf('.');
    return cube(name.substring(0, dot)).measures().containsKey(name.substring(dot + 1));
  }

  /** Whatever member a model's SQL refers to. */
  ResolvedMember referenced(MemberPath path) {
    Cube cube = cube(path.cube());
    Member member =
        any(cube, path.member())
            .orElseThrow(
                () ->
                    QueryErrors.user(
                        "%s.%s cannot be resolved. There's no such member or cube."
                            .formatted(path.cube(), path.member())));
    return resolve(path, cube, member, path.name(), Names.alias(cube, path.member()));
  }

  private ResolvedMember find(
      String name, String kind, Function<Cube, Map<String, ? extends Member>> members) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      throw QueryErrors.user("Not full member name provided: " + name);
    }
    String cubeName = name.substring(0, dot);
    String memberName = name.substring(dot + 1);
    Cube cube =
        model
            .cube(cubeName)
            .orElseThrow(
                () ->
                    QueryErrors.user(
                        "Cube '%s' not found for path '%s'".formatted(cubeName, name)));
    Map<String, ? extends Member> ofKind = members.apply(cube);
    if (ofKind.isEmpty()) {
      throw QueryErrors.user("%s not defined for path '%s'".formatted(kind, name));
    }
    Member member = ofKind.get(memberName);
    if (member == null) {
      throw QueryErrors.user("'%s' not found for path '%s'".formatted(memberName, name));
    }
    return resolve(
        MemberPath.of(cubeName, memberName), cube, member, name, Names.alias(cube, memberName));
  }

  private ResolvedMember resolve(
      MemberPath path, Cube cube, Member member, String name, String alias) {
    String fullName = cube.name() + "." + member.info().name();
    ResolvedMember own = resolveOwn(path, cube, member, name, alias);
    return masks.of(fullName, member).map(own::with).orElse(own);
  }

  /** The member of a cube for which that of a view stands. */
  private ResolvedMember resolveOwn(
      MemberPath path, Cube cube, Member member, String name, String alias) {
    Optional<MemberPath> aliasOf = member.info().aliasOf();
    if (aliasOf.isEmpty()) {
      return new ResolvedMember(name, alias, path, cube, member);
    }
    MemberPath target = aliasOf.get();
    Cube owner = cube(target.cube());
    Member own =
        any(owner, target.member())
            .orElseThrow(
                () ->
                    QueryErrors.user(
                        "'%s' not found for path '%s'".formatted(target.member(), target.name())));
    return resolve(target, owner, own, name, alias);
  }

  private static Optional<Member> any(Cube cube, String name) {
    Member member = cube.dimensions().get(name);
    if (member == null) {
      member = cube.measures().get(name);
    }
    if (member == null) {
      member = cube.segments().get(name);
    }
    return Optional.ofNullable(member);
  }
}
