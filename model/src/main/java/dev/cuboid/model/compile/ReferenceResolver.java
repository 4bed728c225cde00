package dev.cuboid.model.compile;

import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.ModelErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gives the names in a cube's SQL their meaning: a cube, or a member with the way to it. */
final class ReferenceResolver {

  private static final Set<String> OWN = Set.of("CUBE", "TABLE");

  private final String owner;
  private final Names names;
  private final ModelErrors errors;

  ReferenceResolver(String owner, Names names, ModelErrors errors) {
    this.owner = owner;
    this.names = names;
    this.errors = errors;
  }

  /** The template with every reference resolved; what cannot be is an error. */
  SqlTemplate resolve(SqlTemplate raw, SourcePosition position, String member) {
    List<String> problems = new ArrayList<>();
    SqlTemplate resolved = resolve(raw, problems);
    problems.forEach(problem -> errors.add(position, member, problem));
    return resolved;
  }

  /** The member that a bare reference names. */
  Optional<MemberPath> member(SqlTemplate raw, SourcePosition position, String member) {
    SqlTemplate resolved = resolve(raw, position, member);
    return resolved.parts().size() == 1
            && resolved.parts().getFirst() instanceof SqlPart.MemberReference reference
        ? Optional.of(reference.path())
        : Optional.empty();
  }

  /** The own names of a cube's members. */
  Set<String> members(String cube) {
    return names.members().getOrDefault(cube, Set.of());
  }

  private SqlTemplate resolve(SqlTemplate raw, List<String> problems) {
    List<SqlPart> parts = new ArrayList<>();
    raw.parts().forEach(part -> parts.add(resolve(part, problems)));
    return new SqlTemplate(parts);
  }

  private SqlPart resolve(SqlPart part, List<String> problems) {
    return switch (part) {
      case SqlPart.CubeReference reference -> reference(reference.path(), problems);
      case SqlPart.CubeSql sql ->
          new SqlPart.CubeSql(OWN.contains(sql.cube()) ? owner : sql.cube());
      case SqlPart.ContextFilter filter ->
          new SqlPart.ContextFilter(
              filter.path(), argument(filter.argument(), problems), filter.required());
      case SqlPart.FilterParameter filter -> filterParameter(filter, problems);
      case SqlPart.FilterGroup group ->
          new SqlPart.FilterGroup(
              group.parameters().stream().map(one -> filterParameter(one, problems)).toList());
      case SqlPart.ConvertTimezone convert ->
          new SqlPart.ConvertTimezone(resolve(convert.sql(), problems));
      case SqlPart.UrlEncode encode -> new SqlPart.UrlEncode(resolve(encode.sql(), problems));
      case SqlPart.Dynamic dynamic ->
          new SqlPart.Dynamic(values -> resolveLater(dynamic.function().evaluate(values)));
      case SqlPart.Text _,
          SqlPart.MemberReference _,
          SqlPart.ContextValue _,
          SqlPart.ContextUnsafeValue _ ->
          part;
    };
  }

  private SqlPart.FilterParameter filterParameter(
      SqlPart.FilterParameter filter, List<String> problems) {
    String cube = OWN.contains(filter.cube()) ? owner : filter.cube();
    return new SqlPart.FilterParameter(
        cube, filter.member(), filter.timeShift(), argument(filter.argument(), problems));
  }

  private FilterArgument argument(FilterArgument argument, List<String> problems) {
    return switch (argument) {
      case FilterArgument.Column column ->
          new FilterArgument.Column(resolve(column.sql(), problems));
      case FilterArgument.Callback callback ->
          new FilterArgument.Callback(
              placeholders -> resolveLater(callback.function().apply(placeholders)),
              callback.text());
    };
  }

  /** Resolves what the author's code said in a request. */
  private SqlTemplate resolveLater(SqlTemplate raw) {
    List<String> problems = new ArrayList<>();
    SqlTemplate resolved = resolve(raw, problems);
    if (!problems.isEmpty()) {
      throw new ModelException(
          problems.stream()
              .map(problem -> new ModelError(Optional.empty(), Optional.of(owner), problem))
              .toList());
    }
    return resolved;
  }

  private SqlPart reference(List<String> path, List<String> problems) {
    String first = path.getFirst();
    if (OWN.contains(first)) {
      return from(owner, List.of(owner), path, 1, problems);
    }
    if (names.isCube(first)) {
      return from(first, List.of(first), path, 1, problems);
    }
    if (names.isMember(owner, first)) {
      return from(owner, List.of(owner), path, 0, problems);
    }
    problems.add(unresolved(owner, path));
    return new SqlPart.CubeReference(List.of(owner));
  }

  private SqlPart from(
      String cube, List<String> joinPath, List<String> path, int next, List<String> problems) {
    if (next == path.size()) {
      return new SqlPart.CubeReference(joinPath);
    }
    String name = path.get(next);
    if (names.isMember(cube, name)) {
      int rest = path.size() - next - 1;
      if (rest <= 1) {
        return new SqlPart.MemberReference(
            new MemberPath(joinPath, name),
            rest == 1 ? Optional.of(path.getLast()) : Optional.empty());
      }
    } else if (names.isCube(name)) {
      List<String> longer = new ArrayList<>(joinPath);
      longer.add(name);
      return from(name, longer, path, next + 1, problems);
    }
    problems.add(unresolved(cube, path.subList(next, path.size())));
    return new SqlPart.CubeReference(List.of(owner));
  }

  private String unresolved(String cube, List<String> path) {
    Set<String> candidates = new TreeSet<>(names.members().keySet());
    candidates.addAll(names.members().getOrDefault(cube, Set.of()));
    return cube
        + "."
        + String.join(".", path)
        + " cannot be resolved. There's no such member or cube."
        + NearestName.of(path.getFirst(), candidates)
            .map(near -> " Did you mean '" + near + "'?")
            .orElse("");
  }
}
