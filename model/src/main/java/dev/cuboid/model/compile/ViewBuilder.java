package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Member;
import dev.cuboid.model.MemberInfo;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds views, whose members stand for members of cubes. */
final class ViewBuilder {

  private final Names names;
  private final Map<String, Cube> cubes;
  private final ModelErrors errors;

  ViewBuilder(Names names, Map<String, Cube> cubes, ModelErrors errors) {
    this.names = names;
    this.cubes = cubes;
    this.errors = errors;
  }

  /** What one entry of {@code cubes} includes: the member's name in the view, and overrides. */
  private record Inclusion(
      String viewName, Member member, List<String> joinPath, Optional<Properties> overrides) {}

  Cube build(RawDefinition definition) {
    String name = definition.name();
    Properties properties =
        new Properties(name, definition.body(), new ReferenceResolver(name, names, errors), errors);
    String title = properties.text("title").orElseGet(() -> Titles.of(name));
    List<List<String>> paths = new ArrayList<>();
    Map<String, Inclusion> included = new LinkedHashMap<>();
    for (RawNode item : properties.items("cubes")) {
      if (item instanceof RawNode.Mapping entry) {
        include(properties, entry, paths, included);
      }
    }
    for (String kind : List.of("measures", "dimensions", "segments")) {
      properties
          .entries(kind)
          .forEach(
              (member, node) ->
                  properties.error(
                      node.position(),
                      "View '%s' defines own member '%s.%s'. Please move this member definition to one of the cubes."
                          .formatted(name, name, member)));
    }
    Members members = new Members(name, title, included);
    Cube view =
        new Cube(
            name,
            Cube.Kind.VIEW,
            title,
            properties.text("description"),
            properties.meta(),
            properties.flag("public").or(() -> properties.flag("shown")).orElse(true),
            Optional.empty(),
            paths.isEmpty() ? "default" : dataSource(paths.getFirst().getFirst()),
            new CubeSource.OfView(),
            members.measures(),
            members.dimensions(),
            members.segments(),
            List.of(),
            Optional.empty(),
            paths,
            Optional.of(definition.body().position()));
    properties.accept(
        "extends",
        "shown",
        "folders",
        "hierarchies",
        "accessPolicy",
        "defaultFilters",
        "viewGroup",
        "viewGroups",
        "preAggregations");
    properties.rejectUnknown();
    return view;
  }

  private String dataSource(String cube) {
    return Optional.ofNullable(cubes.get(cube)).map(Cube::dataSource).orElse("default");
  }

  private void include(
      Properties view,
      RawNode.Mapping entry,
      List<List<String>> paths,
      Map<String, Inclusion> included) {
    Properties part = view.below(entry);
    List<String> joinPath = joinPath(part);
    Optional<Cube> cube =
        joinPath.isEmpty() ? Optional.empty() : Optional.ofNullable(cubes.get(joinPath.getLast()));
    String prefix = prefix(part, joinPath);
    Set<String> excludes = excludes(part);
    List<RawNode> includes = part.items("includes");
    part.accept("split");
    part.rejectUnknown();
    if (cube.isEmpty()) {
      part.error(
          entry.position(),
          joinPath.isEmpty()
              ? "\"join_path\" is required for each of the cubes of a view"
              : "Cube "
                  + joinPath.getLast()
                  + " doesn't exist"
                  + NearestName.hint(joinPath.getLast(), cubes.keySet()));
      return;
    }
    paths.add(joinPath);
    for (RawNode include : includes) {
      for (Inclusion inclusion : inclusions(part, include, cube.get(), joinPath, prefix)) {
        if (excludes.contains(inclusion.member().info().name())) {
          continue;
        }
        if (included.putIfAbsent(inclusion.viewName(), inclusion) != null) {
          part.error(
              include.position(),
              ("Included member '%s' conflicts with existing member of '%s'. Please consider"
                      + " excluding this member or assigning it an alias.")
                  .formatted(inclusion.viewName(), view.owner()));
        }
      }
    }
  }

  private List<Inclusion> inclusions(
      Properties part, RawNode include, Cube cube, List<String> joinPath, String prefix) {
    Optional<Properties> overrides =
        include instanceof RawNode.Mapping mapping
            ? Optional.of(part.below(mapping))
            : Optional.empty();
    Optional<String> name =
        overrides.isPresent() ? overrides.get().text("name") : includedName(include);
    if (name.isEmpty()) {
      part.error(include.position(), "an included member needs a name");
      return List.of();
    }
    if (name.get().equals("*")) {
      return allMembers(cube).stream()
          .map(
              member ->
                  new Inclusion(prefix + member.info().name(), member, joinPath, Optional.empty()))
          .toList();
    }
    if (name.get().contains(".")) {
      part.error(
          include.position(),
          "Paths aren't allowed in cube includes but '%s' provided as include member"
              .formatted(name.get()));
      return List.of();
    }
    Optional<Member> member = member(cube, name.get());
    if (member.isEmpty()) {
      List<String> candidates = allMembers(cube).stream().map(m -> m.info().name()).toList();
      part.error(
          include.position(),
          "Member '%s' is included in '%s' but not defined in any cube%s"
              .formatted(name.get(), part.owner(), NearestName.hint(name.get(), candidates)));
      return List.of();
    }
    String alias = overrides.flatMap(properties -> properties.text("alias")).orElse(name.get());
    return List.of(new Inclusion(prefix + alias, member.get(), joinPath, overrides));
  }

  private static Optional<String> includedName(RawNode include) {
    return switch (include) {
      case RawNode.Scalar scalar -> Optional.of(String.valueOf(scalar.value()));
      case RawNode.Sql sql when sql.template().parts().size() == 1 ->
          switch (sql.template().parts().getFirst()) {
            case SqlPart.CubeReference reference -> Optional.of(String.join(".", reference.path()));
            case SqlPart.Text text -> Optional.of(text.sql());
            default -> Optional.empty();
          };
      case RawNode.Sql _, RawNode.Mapping _, RawNode.Sequence _ -> Optional.empty();
    };
  }

  private static List<String> joinPath(Properties part) {
    return part.node("joinPath")
        .flatMap(ViewBuilder::includedName)
        .map(path -> List.of(path.split("\\.", -1)))
        .orElse(List.of());
  }

  private static String prefix(Properties part, List<String> joinPath) {
    Optional<String> alias = part.text("alias");
    boolean prefixed = part.flag("prefix").orElse(false);
    if (!prefixed || joinPath.isEmpty()) {
      return "";
    }
    return alias.orElse(joinPath.getLast()) + "_";
  }

  private static Set<String> excludes(Properties part) {
    Set<String> excludes = new HashSet<>();
    part.items("excludes").forEach(item -> includedName(item).ifPresent(excludes::add));
    return excludes;
  }

  private static List<Member> allMembers(Cube cube) {
    List<Member> members = new ArrayList<>(cube.measures().values());
    members.addAll(cube.dimensions().values());
    members.addAll(cube.segments().values());
    return members;
  }

  private static Optional<Member> member(Cube cube, String name) {
    return allMembers(cube).stream()
        .filter(member -> member.info().name().equals(name))
        .findFirst();
  }

  /** The members of one view, made from what it includes. */
  private static final class Members {

    private final String view;
    private final String viewTitle;
    private final Map<String, Inclusion> included;
    private final Map<String, String> viewNames = new HashMap<>();

    Members(String view, String viewTitle, Map<String, Inclusion> included) {
      this.view = view;
      this.viewTitle = viewTitle;
      this.included = included;
      included.forEach(
          (name, inclusion) ->
              viewNames.putIfAbsent(inclusion.member().info().fullName(), view + "." + name));
    }

    Map<String, Measure> measures() {
      Map<String, Measure> result = new LinkedHashMap<>();
      included.forEach(
          (name, inclusion) -> {
            if (inclusion.member() instanceof Measure measure) {
              result.put(
                  name,
                  new Measure(
                      info(inclusion),
                      measure.type(),
                      measure.sql(),
                      measure.filters(),
                      measure.rollingWindow(),
                      drillMembers(measure),
                      measure.drillFilters(),
                      measure.format(),
                      measure.currency(),
                      measure.cumulative()));
            }
          });
      return result;
    }

    Map<String, Dimension> dimensions() {
      Map<String, Dimension> result = new LinkedHashMap<>();
      included.forEach(
          (name, inclusion) -> {
            if (inclusion.member() instanceof Dimension dimension) {
              result.put(
                  name,
                  new Dimension(
                      info(inclusion),
                      dimension.type(),
                      dimension.sql(),
                      dimension.primaryKey(),
                      dimension.subQuery(),
                      dimension.propagateFiltersToSubQuery(),
                      dimension.granularities(),
                      dimension.format(),
                      dimension.currency(),
                      dimension.order(),
                      dimension.suggestFilterValues()));
            }
          });
      return result;
    }

    Map<String, Segment> segments() {
      Map<String, Segment> result = new LinkedHashMap<>();
      included.forEach(
          (name, inclusion) -> {
            if (inclusion.member() instanceof Segment segment) {
              result.put(name, new Segment(info(inclusion), segment.sql()));
            }
          });
      return result;
    }

    private List<String> drillMembers(Measure measure) {
      return measure.drillMembers().stream()
          .filter(viewNames::containsKey)
          .map(member -> viewNames.getOrDefault(member, member))
          .toList();
    }

    private MemberInfo info(Inclusion inclusion) {
      MemberInfo original = inclusion.member().info();
      Optional<Properties> overrides = inclusion.overrides();
      boolean ownTitle = !original.shortTitle().equals(Titles.of(original.name()));
      String shortTitle =
          overrides
              .flatMap(properties -> properties.text("title"))
              .orElseGet(() -> ownTitle ? original.shortTitle() : Titles.of(inclusion.viewName()));
      return new MemberInfo(
          view,
          inclusion.viewName(),
          viewTitle + " " + shortTitle,
          shortTitle,
          overrides.flatMap(properties -> properties.text("description")).or(original::description),
          overrides.flatMap(Properties::meta).or(original::meta),
          original.visible(),
          Optional.of(new MemberPath(inclusion.joinPath(), original.name())),
          overrides.<SourcePosition>map(Properties::position).or(original::position));
    }
  }
}
