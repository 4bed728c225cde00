package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.Hierarchy;
import dev.cuboid.model.Member;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a view includes of its cubes. */
final class ViewIncludes {

  /** What one entry of {@code cubes} includes: the member's name in the view, and overrides. */
  record Inclusion(
      String viewName, Member member, List<String> joinPath, Optional<Properties> overrides) {

    /** Whether it is the same member on the same way, as with a level of an included hierarchy. */
    boolean isSame(Inclusion other) {
      return joinPath.equals(other.joinPath)
          && member.info().fullName().equals(other.member.info().fullName());
    }
  }

  /** A hierarchy that a view includes, together with its levels. */
  record IncludedHierarchy(Hierarchy hierarchy, String cube, List<String> joinPath) {}

  private final Properties view;
  private final Map<String, Cube> cubes;
  private final List<List<String>> paths = new ArrayList<>();
  private final Map<String, Inclusion> members = new LinkedHashMap<>();
  private final Map<String, IncludedHierarchy> hierarchies = new LinkedHashMap<>();
  private final Map<String, ViewIncludes> splits = new LinkedHashMap<>();

  private ViewIncludes(Properties view, Map<String, Cube> cubes) {
    this.view = view;
    this.cubes = cubes;
  }

  static ViewIncludes of(Properties view, Map<String, Cube> cubes) {
    ViewIncludes includes = new ViewIncludes(view, cubes);
    for (RawNode item : view.items("cubes")) {
      if (item instanceof RawNode.Mapping entry) {
        includes.include(entry);
      }
    }
    return includes;
  }

  /** The join paths, in order. */
  List<List<String>> paths() {
    return paths;
  }

  /** By their names in the view. */
  Map<String, Inclusion> members() {
    return members;
  }

  /** By their names in the view. */
  Map<String, IncludedHierarchy> hierarchies() {
    return hierarchies;
  }

  /** What goes into views of its own, by their names. */
  Map<String, ViewIncludes> splits() {
    return splits;
  }

  private void include(RawNode.Mapping entry) {
    Properties part = view.below(entry);
    List<String> joinPath = joinPath(part);
    if (!part.flag("split").orElse(false) || joinPath.isEmpty()) {
      include(entry, part, joinPath);
      return;
    }
    if (part.flag("prefix").orElse(false)) {
      part.error(entry.position(), "Using split together with prefix is not supported");
    }
    String name = view.owner() + "_" + part.text("alias").orElse(joinPath.getLast());
    splits
        .computeIfAbsent(name, split -> new ViewIncludes(view, cubes))
        .include(entry, part, joinPath);
  }

  private void include(RawNode.Mapping entry, Properties part, List<String> joinPath) {
    Optional<Cube> cube =
        joinPath.isEmpty() ? Optional.empty() : Optional.ofNullable(cubes.get(joinPath.getLast()));
    String prefix = prefix(part, joinPath);
    Set<String> excludes = excludes(part);
    List<RawNode> includes = part.items("includes");
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
        Inclusion known = members.putIfAbsent(inclusion.viewName(), inclusion);
        if (known != null && !known.isSame(inclusion)) {
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
      cube.navigation()
          .hierarchies()
          .values()
          .forEach(hierarchy -> add(prefix + hierarchy.name(), hierarchy, cube, joinPath));
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
    @Nullable Hierarchy hierarchy = cube.navigation().hierarchies().get(name.get());
    if (hierarchy != null) {
      add(prefix + name.get(), hierarchy, cube, joinPath);
      return hierarchy.levels().stream()
          .filter(level -> !members.containsKey(prefix + level))
          .flatMap(level -> member(cube, level).stream())
          .map(
              level ->
                  new Inclusion(prefix + level.info().name(), level, joinPath, Optional.empty()))
          .toList();
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

  private void add(String name, Hierarchy hierarchy, Cube cube, List<String> joinPath) {
    hierarchies.put(name, new IncludedHierarchy(hierarchy, cube.name(), joinPath));
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
      case RawNode.Sql _, RawNode.Mapping _, RawNode.Sequence _, RawNode.Computed _ ->
          Optional.empty();
    };
  }

  /** The cubes that a join path names. */
  static Optional<List<String>> path(RawNode node) {
    return includedName(node).map(path -> List.of(path.split("\\.", -1)));
  }

  private static List<String> joinPath(Properties part) {
    return part.node("joinPath").flatMap(ViewIncludes::path).orElse(List.of());
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
}
