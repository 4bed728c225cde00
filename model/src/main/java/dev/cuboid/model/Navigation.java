package dev.cuboid.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How members of a cube or view are shown to people.
 *
 * @param hierarchies by own name
 * @param folders of a view
 */
public record Navigation(Map<String, Hierarchy> hierarchies, List<Folder> folders) {

  public Navigation {
    hierarchies = Collections.unmodifiableMap(new LinkedHashMap<>(hierarchies));
    folders = List.copyOf(folders);
  }
}
