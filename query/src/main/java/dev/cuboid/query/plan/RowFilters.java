package dev.cuboid.query.plan;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.DynamicSql;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By which values of the security context a cube's SQL filters its rows. Access policies and
 * rewritten queries filter as well, and are not looked at.
 *
 * @param cube its name
 * @param claims the paths below {@code SECURITY_CONTEXT} that its SQL filters by
 * @param missing those of them that a context has no value for; without Cuboid's denial, and in
 *     Cube, each of them gives all rows
 */
public record RowFilters(String cube, List<String> claims, List<String> missing) {

  public RowFilters {
    claims = List.copyOf(claims);
    missing = List.copyOf(missing);
  }

  /**
   * The filters of every cube of a model, in the model's order; views have those of their cubes.
   *
   * @throws dev.cuboid.model.ModelException when SQL that is a function of the context fails
   */
  public static List<RowFilters> of(DataModel model, ContextValues context) {
    List<RowFilters> all = new ArrayList<>();
    for (Cube cube : model.cubes().values()) {
      if (cube.kind() == Cube.Kind.CUBE) {
        Search search = new Search(model, context);
        search.cube(cube.name());
        all.add(
            new RowFilters(cube.name(), List.copyOf(search.claims), List.copyOf(search.missing)));
      }
    }
    return List.copyOf(all);
  }

  /** One walk through a cube's SQL, and through the cubes' SQL that it contains. */
  private static final class Search {

    private final DataModel model;
    private final ContextValues context;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> claims = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    Search(DataModel model, ContextValues context) {
      this.model = model;
      this.context = context;
    }

    void cube(String name) {
      Optional<Cube> cube = model.cube(name);
      if (cube.isEmpty() || !seen.add(name)) {
        return;
      }
      switch (cube.get().source()) {
        case CubeSource.Table(SqlTemplate table) -> template(table);
        case CubeSource.Select(SqlTemplate sql) -> template(sql);
        case CubeSource.OfView() -> {}
      }
    }

    private void template(SqlTemplate template) {
      for (SqlPart part : template.parts()) {
        switch (part) {
          case SqlPart.ContextFilter filter -> filter(filter);
          case SqlPart.CubeSql(String name) -> cube(name);
          case SqlPart.Dynamic(DynamicSql function) -> template(function.evaluate(context));
          case SqlPart.ConvertTimezone(SqlTemplate sql) -> template(sql);
          case SqlPart.UrlEncode(SqlTemplate sql) -> template(sql);
          case SqlPart.Text _,
              SqlPart.CubeReference _,
              SqlPart.MemberReference _,
              SqlPart.ContextValue _,
              SqlPart.ContextUnsafeValue _,
              SqlPart.FilterParameter _,
              SqlPart.FilterGroup _ -> {}
        }
      }
    }

    private void filter(SqlPart.ContextFilter filter) {
      String claim = String.join(".", filter.path());
      claims.add(claim);
      if (ContextSql.find(filter, context).isEmpty()) {
        missing.add(claim);
      }
    }
  }
}
