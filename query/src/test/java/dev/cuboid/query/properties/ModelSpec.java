package dev.cuboid.query.properties;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A generated model with its data. */
record ModelSpec(List<CubeSpec> cubes, List<ViewSpec> views) {

  /** A view, made of cubes by their paths. */
  record ViewSpec(String name, List<ViewCube> cubes) {}

  /**
   * @param path from the view's root
   * @param prefix whether members are named after their cube
   * @param members those that the view shows
   */
  record ViewCube(List<String> path, boolean prefix, List<String> members) {
    String alias(String member) {
      return prefix ? path.getLast() + "_" + member : member;
    }
  }

  CubeSpec cube(String name) {
    return cubes.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  ModelSpec map(UnaryOperator<CubeSpec> change) {
    return new ModelSpec(cubes.stream().map(change).toList(), views);
  }

  ModelSpec replace(CubeSpec changed) {
    return map(cube -> cube.name().equals(changed.name()) ? changed : cube);
  }

  /** The same model in a world where there are only these tenants. */
  ModelSpec onlyWith(List<Integer> tenants) {
    return map(cube -> cube.table().hasTenants() ? cube.withTable(cube.table().of(tenants)) : cube);
  }

  /** The statements that create and fill the tables. */
  String tables() {
    return cubes.stream().map(cube -> cube.table().sql()).collect(Collectors.joining());
  }
}
