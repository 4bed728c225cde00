package dev.cuboid.server.validation;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.plan.MissingContextValue;
import dev.cuboid.query.plan.PlanContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the cubes whose rows are the same for every security context. Only their SQL is looked at;
 * a {@code queryRewrite} may filter them still.
 */
final class UnfilteredCubes {

  private final DataModel model;
  private final PlanContext context;

  UnfilteredCubes(DataModel model, PlanContext context) {
    this.model = model;
    this.context = context;
  }

  List<Cube> find() {
    return model.cubes().values().stream()
        .filter(cube -> cube.kind() == Cube.Kind.CUBE)
        .filter(cube -> !isFiltered(cube, new HashSet<>()))
        .toList();
  }

  private boolean isFiltered(Cube cube, Set<String> seen) {
    if (!seen.add(cube.name())) {
      return false;
    }
    return switch (cube.source()) {
      case CubeSource.Table table -> isFiltered(table.name(), seen);
      case CubeSource.Select select -> isFiltered(select.sql(), seen);
      case CubeSource.OfView _ -> false;
    };
  }

  private boolean isFiltered(SqlTemplate template, Set<String> seen) {
    return template.parts().stream().anyMatch(part -> isFiltered(part, seen));
  }

  private boolean isFiltered(SqlPart part, Set<String> seen) {
    ContextValues values = context.values();
    return switch (part) {
      case SqlPart.ContextFilter filter ->
          filter.required()
              || context.missing() == MissingContextValue.DENY
              || values.at(filter.path()).isPresent();
      case SqlPart.ContextValue _, SqlPart.ContextUnsafeValue _ -> true;
      case SqlPart.Dynamic dynamic -> isFiltered(dynamic.function().evaluate(values), seen);
      case SqlPart.CubeSql other ->
          model.cube(other.cube()).map(cube -> isFiltered(cube, seen)).orElse(false);
      case SqlPart.ConvertTimezone inner -> isFiltered(inner.sql(), seen);
      case SqlPart.UrlEncode inner -> isFiltered(inner.sql(), seen);
      case SqlPart.Text _,
          SqlPart.CubeReference _,
          SqlPart.MemberReference _,
          SqlPart.FilterParameter _,
          SqlPart.FilterGroup _ ->
          false;
    };
  }
}
