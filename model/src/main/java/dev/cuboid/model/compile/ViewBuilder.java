package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.Hierarchy;
import dev.cuboid.model.Navigation;
import dev.cuboid.model.Rules;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The view, and behind it those that are split off it. */
  List<Cube> build(RawDefinition definition) {
    String name = definition.name();
    Properties properties =
        new Properties(name, definition.body(), new ReferenceResolver(name, names, errors), errors);
    String title = properties.text("title").orElseGet(() -> Titles.of(name));
    ViewIncludes includes = ViewIncludes.of(properties, cubes);
    List<List<String>> paths = includes.paths();
    ViewPaths.check(properties, paths);
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
    ViewMembers members = new ViewMembers(name, title, includes);
    Map<String, Hierarchy> hierarchies = members.hierarchies();
    Cube view =
        new Cube(
            name,
            Cube.Kind.VIEW,
            title,
            properties.text("description"),
            properties.meta(),
            properties.flag("public").or(() -> properties.flag("shown")).orElse(true),
            Optional.empty(),
            /* calendar= */ false,
            paths.isEmpty() ? "default" : dataSource(paths.getFirst().getFirst()),
            new CubeSource.OfView(),
            members.measures(),
            members.dimensions(),
            members.segments(),
            List.of(),
            Optional.empty(),
            paths,
            new Navigation(
                hierarchies,
                new FolderBuilder(properties, includes, names, hierarchies.keySet()).folders()),
            new RuleBuilder(properties, includes.members().keySet()).build(),
            Map.of(),
            Inheritance.parentOf(definition),
            Optional.of(definition.body().position()));
    properties.accept(
        "extends", "shown", "hierarchies", "viewGroup", "viewGroups", "preAggregations");
    properties.rejectUnknown();
    if (!includes.splits().isEmpty() && !view.rules().accessPolicies().isEmpty()) {
      properties.error(
          properties.position(),
          "a view with access policies cannot be split: they would not hold for its parts");
    }
    List<Cube> views = new ArrayList<>(List.of(view));
    includes.splits().forEach((split, part) -> views.add(split(split, part, definition)));
    return views;
  }

  private Cube split(String name, ViewIncludes includes, RawDefinition definition) {
    String title = Titles.of(name);
    ViewMembers members = new ViewMembers(name, title, includes);
    List<List<String>> paths = includes.paths();
    return new Cube(
        name,
        Cube.Kind.VIEW,
        title,
        Optional.empty(),
        Optional.empty(),
        /* visible= */ true,
        Optional.empty(),
        /* calendar= */ false,
        paths.isEmpty() ? "default" : dataSource(paths.getFirst().getFirst()),
        new CubeSource.OfView(),
        members.measures(),
        members.dimensions(),
        members.segments(),
        List.of(),
        Optional.empty(),
        paths,
        new Navigation(members.hierarchies(), List.of()),
        new Rules(List.of(), List.of()),
        Map.of(),
        Optional.empty(),
        Optional.of(definition.body().position()));
  }

  private String dataSource(String cube) {
    return Optional.ofNullable(cubes.get(cube)).map(Cube::dataSource).orElse("default");
  }
}
