package dev.cuboid.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Measured values of one case, in the unit of the case, in the order of the rounds. */
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

  /** The ratios to values that were measured in the same rounds. */
  Samples per(Samples others) {
    if (values.size() != others.values.size()) {
      throw new IllegalArgumentException(
          "%d rounds beside %d".formatted(values.size(), others.values.size()));
    }
    Samples ratios = new Samples();
    for (int round = 0; round < values.size(); round++) {
      ratios.add(values.get(round) / others.values.get(round));
    }
    return ratios;
  }

  private List<Double> sorted() {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    return values.stream().sorted().toList();
  }
}
