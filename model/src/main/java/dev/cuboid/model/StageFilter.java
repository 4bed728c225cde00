package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/**
 * Which filters of a query hold for the measures that a multi-stage member is computed from.
 *
 * @param fixed whether it starts from the filters of the query itself, not from those that are left
 *     by the stage around it
 * @param keepOnly the only members whose filters stay; empty for all
 * @param exclude members whose filters are left out
 * @param include conditions that hold besides
 * @see <a href="https://github.com/cube-js/cube/pull/10827">Cube, multi-stage filter directives</a>
 */
public record StageFilter(
    boolean fixed,
    Optional<List<MemberPath>> keepOnly,
    List<MemberPath> exclude,
    List<RowFilter> include) {

  public StageFilter {
    keepOnly = keepOnly.map(List::copyOf);
    exclude = List.copyOf(exclude);
    include = List.copyOf(include);
  }
}
