package dev.cuboid.query.dialect;

import java.util.Optional;

/**
 * What a kind of database can do for pre-aggregations that are built in it.
 *
 * @param nameLimit how long the names of their tables may be, where Cube sets a limit
 * @param withoutIndexes whether they can do without an index
 * @param mergesApproximateCounts whether approximate distinct counts can be kept so that they can
 *     be added up later
 * @see <a href="https://cube.dev/docs/product/data-modeling/reference/pre-aggregations">Cube,
 *     pre-aggregations</a>
 */
public record PreAggregationSupport(
    Optional<NameLimit> nameLimit, boolean withoutIndexes, boolean mergesApproximateCounts) {

  /** Most databases. */
  static final PreAggregationSupport COMMON =
      new PreAggregationSupport(Optional.empty(), true, false);

  /**
   * A limit of names.
   *
   * @param database its name for people
   * @param length in characters, with the schema and the dot behind it
   */
  public record NameLimit(String database, int length) {}

  PreAggregationSupport withNameLimit(String database, int length) {
    return new PreAggregationSupport(
        Optional.of(new NameLimit(database, length)), withoutIndexes, mergesApproximateCounts);
  }

  PreAggregationSupport onlyWithIndexes() {
    return new PreAggregationSupport(nameLimit, false, mergesApproximateCounts);
  }

  PreAggregationSupport withApproximateCounts() {
    return new PreAggregationSupport(nameLimit, withoutIndexes, true);
  }
}
