package dev.cuboid.query.properties;

import dev.cuboid.query.plan.TestDatabase;
import java.util.Optional;
import java.util.function.Function;

/** Says what is wrong with an answer, by the smallest experiment that shows it. */
final class Failures {

  private Failures() {}

  /**
   * @param check of the experiment in the world as it stands
   */
  static String of(
      Experiment experiment, Function<Experiment, Optional<String>> check, TestDatabase database) {
    if (check.apply(experiment).isEmpty()) {
      return "";
    }
    Experiment smallest = Shrinking.shrunk(experiment, each -> AnswerCheck.problem(each, database));
    return smallest + AnswerCheck.problem(smallest, database).orElse("");
  }
}
