package dev.cuboid.query.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.Query;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.plan.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A tenant's answers are the same in a world where there is nobody else: so no row of another
 * tenant is shown, counted, or seen through a filter, an order or a total.
 */
class TenantIsolationPropertiesTest {

  private static final int QUERIES_PER_MODEL = 8;
  private static final int QUERIES_PER_LEAK = 40;
  private static final int LEAKS = 12;

  static Stream<Arguments> seeds() {
    return Seeds.onDatabases(40);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void anotherTenantsRowsMakeNoDifference(TestDatabase database, long seed) {
    Choices choices = new Choices(seed);
    ModelSpec model = new ModelGenerator(choices).model();
    Worlds worlds = new Worlds(model, choices.between(1, 2), database);

    for (int number = 0; number < QUERIES_PER_MODEL; number++) {
      Experiment experiment = worlds.experiment(seed, choices);
      assertThat(worlds.leak(experiment)).as("%s", experiment).isEmpty();
    }
  }

  /** The proof that the test above would see a leak. */
  @Test
  void aJoinWithoutItsFilterIsFound() {
    List<Long> found = new ArrayList<>();
    List<Long> tried = new ArrayList<>();
    LongStream.iterate(0, seed -> seed + 1)
        .takeWhile(_ -> tried.size() < LEAKS)
        .forEach(
            seed -> {
              Choices choices = new Choices(seed);
              ModelSpec model = new ModelGenerator(choices).model();
              leaking(model)
                  .ifPresent(
                      leaking -> {
                        tried.add(seed);
                        if (leaks(leaking, seed, choices)) {
                          found.add(seed);
                        }
                      });
            });

    assertThat(found).isEqualTo(tried);
  }

  private static boolean leaks(ModelSpec leaking, long seed, Choices choices) {
    Worlds worlds = new Worlds(leaking, 1, TestDatabase.ALL.getFirst());
    return Stream.generate(() -> worlds.experiment(seed, choices))
        .limit(QUERIES_PER_LEAK)
        .anyMatch(experiment -> worlds.leak(experiment).isPresent());
  }

  /** The model, but a cube that others join shows its table as it is, foreign rows and all. */
  private static Optional<ModelSpec> leaking(ModelSpec model) {
    return model.cubes().stream()
        .filter(CubeSpec::guarded)
        .filter(cube -> isJoined(cube, model))
        .filter(cube -> cube.table().rows().size() > 1 + cube.table().of(List.of(1)).rows().size())
        .findFirst()
        .map(cube -> model.replace(cube.unguarded()));
  }

  private static boolean isJoined(CubeSpec cube, ModelSpec model) {
    return model.cubes().stream()
        .flatMap(other -> other.joins().stream())
        .anyMatch(join -> join.target().equals(cube.name()));
  }

  /** The same model over everybody's rows and over those of one tenant. */
  private static final class Worlds {

    private final ModelSpec model;
    private final Optional<List<Integer>> tenants;
    private final World everybody;
    private final World alone;

    Worlds(ModelSpec model, int tenant, TestDatabase database) {
      this.model = model;
      this.tenants = Optional.of(List.of(tenant));
      this.everybody = World.named("everybody", model, database.another());
      this.alone = World.named("alone", model.onlyWith(List.of(tenant)), database.another());
    }

    Experiment experiment(long seed, Choices choices) {
      return new Experiment(seed, model, new QueryGenerator(choices, model).request(), tenants);
    }

    Optional<String> leak(Experiment experiment) {
      return World.queries(experiment.request()).stream()
          .map(query -> AnswerCheck.sliced(query, OptionalInt.empty(), OptionalInt.empty()))
          .filter(query -> !answer(everybody, query).equals(answer(alone, query)))
          .findFirst()
          .map(
              query ->
                  "%s%n--- everybody%n%s%n--- alone%n%s"
                      .formatted(
                          everybody.sql(query, tenants).sql(),
                          answer(everybody, query),
                          answer(alone, query)));
    }

    private List<String> answer(World world, Query query) {
      try {
        List<String> rows = new ArrayList<>();
        world.rows(query, tenants).stream().map(List::toString).sorted().forEach(rows::add);
        rows.add("total " + world.total(query, tenants));
        return rows;
      } catch (QueryException e) {
        return List.of(e.getMessage());
      }
    }
  }
}
