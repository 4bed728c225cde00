package dev.cuboid.benchmark;

/**
 * Where a measured value must stand.
 *
 * @param value the limit itself is good
 * @param isLeast whether larger values are good, not smaller ones
 */
record Limit(double value, boolean isLeast) {

  static Limit atLeast(double value) {
    return new Limit(value, true);
  }

  static Limit atMost(double value) {
    return new Limit(value, false);
  }

  boolean isMetBy(double measured) {
    return isLeast ? measured >= value : measured <= value;
  }

  @Override
  public String toString() {
    return (isLeast ? "≥ " : "≤ ") + Table.number(value);
  }
}
