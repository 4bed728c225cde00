package dev.cuboid.query.properties;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a seed decides. */
final class Choices {

  private final Random random;

  Choices(long seed) {
    // Neighbouring seeds of java.util.Random begin alike.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  /** From 0 to the most, both included. */
  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  int between(int least, int most) {
    return least + upTo(most - least);
  }

  <T> T one(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  /** So many different ones, fewer where there are fewer. */
  <T> List<T> some(int number, Collection<T> options) {
    List<T> shuffled = new ArrayList<>(options);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, Math.min(number, shuffled.size())));
  }
}
