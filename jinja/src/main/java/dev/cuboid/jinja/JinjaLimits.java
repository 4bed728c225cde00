package dev.cuboid.jinja;

import java.time.Duration;

/**
 * What one rendering may take; what takes more ends with a {@link JinjaException}.
 *
 * @param time how long it may run
 * @param megabytes how much memory all templates of an environment and their output may take
 * @param steps how many instructions of the template it may run
 */
public record JinjaLimits(Duration time, int megabytes, int steps) {

  /** 15 seconds, as a JavaScript file of a model has; 256 MB; ten million steps. */
  public static JinjaLimits defaults() {
    return new JinjaLimits(Duration.ofSeconds(15), 256, 10_000_000);
  }
}
