package dev.cuboid.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Measured values of one case, in the unit of the case. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double minimum() {
    return sorted().getFirst();
  }

  double median() {
    return sorted().get(values.size() / 2);
  }

  double maximum() {
    return sorted().getLast();
  }

  private List<Double> sorted() {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    return values.stream().sorted().toList();
  }
}
