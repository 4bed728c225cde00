package dev.cuboid.query.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.plan.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is asked of whatever model: the answer is the one that the query means. */
class AnswerPropertiesTest {

  private static final int QUERIES_PER_MODEL = 8;

  static Stream<Arguments> seeds() {
    return Seeds.onDatabases(60);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void answersEqualThePlainEvaluation(TestDatabase database, long seed) {
    Choices choices = new Choices(seed);
    ModelSpec model = new ModelGenerator(choices).model();
    TestDatabase own = database.another();
    World world = World.of(model, own);
    for (int number = 0; number < QUERIES_PER_MODEL; number++) {
      Optional<List<Integer>> tenants =
          choices.one(
              List.of(Optional.empty(), Optional.of(List.of(1)), Optional.of(List.of(1, 2))));
      Experiment experiment =
          new Experiment(seed, model, new QueryGenerator(choices, model).request(), tenants);
      assertThat(Failures.of(experiment, new AnswerCheck(world, tenants)::problem, own)).isEmpty();
    }
  }
}
