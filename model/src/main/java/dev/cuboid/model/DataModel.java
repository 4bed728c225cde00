package dev.cuboid.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled data model: immutable, shared by every tenant that reads the same compile context.
 *
 * @param version identifies the content: the same files give the same version
 * @param cubes cubes and views by name, in the order in which they were defined
 * @param viewGroups by name
 */
public record DataModel(
    String version, Map<String, Cube> cubes, Map<String, ViewGroup> viewGroups) {

  public DataModel {
    cubes = Collections.unmodifiableMap(new LinkedHashMap<>(cubes));
    viewGroups = Collections.unmodifiableMap(new LinkedHashMap<>(viewGroups));
  }

  /** The cube or view of that name. */
  public Optional<Cube> cube(String name) {
    return Optional.ofNullable(cubes.get(name));
  }
}
