package dev.cuboid.model;

import java.util.List;

/**
 * What restricts the queries on a cube or view beside what they ask for.
 *
 * @param accessPolicies who may see what; without any, everything is granted
 * @param defaultFilters of a view
 */
public record Rules(List<AccessPolicy> accessPolicies, List<DefaultFilter> defaultFilters) {

  public Rules {
    accessPolicies = List.copyOf(accessPolicies);
    defaultFilters = List.copyOf(defaultFilters);
  }

  /** Whether nothing is restricted. */
  public boolean isEmpty() {
    return accessPolicies.isEmpty() && defaultFilters.isEmpty();
  }
}
