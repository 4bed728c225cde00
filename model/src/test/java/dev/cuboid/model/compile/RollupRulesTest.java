package dev.cuboid.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with pre-aggregations that are made of others. */
class RollupRulesTest {

  private static final ScriptEngine ENGINE = ScriptEngine.create(InstantSource.system());

  /** Two cubes, joined by a member of each; what is under test stands in the first. */
  private static final String MODEL =
      """
      cube('orders', {
        sql: `SELECT * FROM orders`,
        joins: { users: { relationship: `many_to_one`, sql: `${JOINED_BY} = ${JOINED_TO}` } },
        measures: { count: { type: `count` }, total: { sql: `amount`, type: `sum` } },
        dimensions: {
          id: { sql: `id`, type: `number`, primary_key: true },
          userId: { sql: `user_id`, type: `number` },
          status: { sql: `status`, type: `string` },
          createdAt: { sql: `created_at`, type: `time` },
        },
        pre_aggregations: {
          months: { measures: [count], dimensions: [status], time_dimension: createdAt,
            granularity: `day`, partition_granularity: `month` },
          days: { measures: [count], dimensions: [status], time_dimension: createdAt,
            granularity: `day`, partition_granularity: `day` },
          whole: { measures: [count], dimensions: [status], time_dimension: createdAt,
            granularity: `day` },
          totals: { measures: [total], dimensions: [status], time_dimension: createdAt,
            granularity: `day`, partition_granularity: `day` },
          byUser: { measures: [count], dimensions: [userId] },
          daysByUser: { measures: [count], dimensions: [userId], time_dimension: createdAt,
            granularity: `day`, partition_granularity: `day` },
          byUserAgain: { measures: [total], dimensions: [userId] },
          tested: { TESTED },
        },
      });
      cube('users', {
        sql: `SELECT * FROM users`,
        measures: { count: { type: `count` } },
        dimensions: {
          id: { sql: `id`, type: `number`, primary_key: true },
          city: { sql: `city`, type: `string` },
          signedUpAt: { sql: `signed_up_at`, type: `time` },
        },
        pre_aggregations: {
          all: { dimensions: [id, city] },
          cities: { dimensions: [city] },
        },
      });
      cube('shops', {
        sql: `SELECT * FROM shops`,
        dimensions: { id: { sql: `id`, type: `number`, primary_key: true } },
      });
      """;

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "type: `rollup_lambda`, rollups: [CUBE.months, CUBE.days]",
        "type: `rollup_lambda`, rollups: [CUBE.months], union_with_source_data: true",
        "type: `rollup_join`, measures: [count], dimensions: [users.city],"
            + " rollups: [CUBE.byUser, users.all]",
      })
  void whatFitsTogetherIsAccepted(String definition) {
    compile("CUBE.userId", "users.id", definition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "type: `rollup_lambda`, rollups: []"
            + "| rollupLambda 'orders.tested' should reference at least one rollup",
        "type: `rollup_lambda`, rollups: [CUBE.month]"
            + "| pre-aggregation 'orders.month', of which 'orders.tested' is made, is not there;"
            + " did you mean 'orders.months'?",
        "type: `rollup_lambda`, rollups: [CUBE.whole, CUBE.days]"
            + "| 'orders.whole' needs a partition granularity, because 'orders.days' continues it"
            + " in 'orders.tested'",
        "type: `rollup_lambda`, rollups: [CUBE.days, CUBE.months]"
            + "| the partition granularity of 'orders.months' (month) must not be longer than that"
            + " of 'orders.days' (day), which it continues in 'orders.tested'",
        "type: `rollup_lambda`, rollups: [CUBE.months, CUBE.totals]"
            + "| Names for measures doesn't match between 'orders.months' and 'orders.totals':"
            + " [\"count\"] does not equal to [\"total\"]",
        "type: `rollup_lambda`, rollups: [CUBE.months, CUBE.daysByUser]"
            + "| Names for dimensions doesn't match between 'orders.months' and"
            + " 'orders.daysByUser': [\"status\"] does not equal to [\"userId\"]",
        "type: `rollup_lambda`, rollups: [users.cities], union_with_source_data: true"
            + "| unionWithSourceData can be enabled only for pre-aggregation within 'orders' cube"
            + " but 'cities' pre-aggregation is defined within 'users' cube",
        "type: `rollup_join`, measures: [count], dimensions: [status],"
            + " rollups: [CUBE.byUser, users.all]"
            + "| Nothing to join in rollup join. Target joins [] are included in existing rollup"
            + " joins []",
        "type: `rollup_join`, measures: [count], dimensions: [users.city],"
            + " rollups: [CUBE.byUser, users.cities]"
            + "| No rollups found that can be used for rollup join"
            + " {\"from\":\"orders\",\"to\":\"users\"}: none of [orders.byUser, users.cities] has"
            + " the dimensions [users.id]",
        "type: `rollup_join`, measures: [count], dimensions: [users.city],"
            + " rollups: [CUBE.byUser, CUBE.byUserAgain, users.all]"
            + "| Multiple rollups found that can be used for rollup join"
            + " {\"from\":\"orders\",\"to\":\"users\"}: [orders.byUser, orders.byUserAgain]",
      })
  void whatDoesNotFitIsNamed(String definition, String message) {
    assertThat(mistake("CUBE.userId", "users.id", definition)).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "CUBE}.user_id + ${CUBE | users.id"
            + "| From members are not found in [users.id] for join"
            + " {\"from\":\"orders\",\"to\":\"users\"}. Please make sure join fields are"
            + " referencing dimensions instead of columns.",
        "CUBE.userId | users}.id + ${users"
            + "| To members are not found in [orders.userId] for join"
            + " {\"from\":\"orders\",\"to\":\"users\"}. Please make sure join fields are"
            + " referencing dimensions instead of columns.",
        "shops.id | users.id"
            + "| Members [shops.id] in join from 'orders' to 'users' doesn't reference join cubes",
      })
  void aRollupJoinNeedsAJoinByDimensions(String joinedBy, String joinedTo, String message) {
    String join =
        "type: `rollup_join`, measures: [count], dimensions: [users.city],"
            + " rollups: [CUBE.byUser, users.all]";

    assertThat(mistake(joinedBy, joinedTo, join)).isEqualTo(message);
  }

  private static String mistake(String joinedBy, String joinedTo, String definition) {
    ModelException thrown =
        catchThrowableOfType(ModelException.class, () -> compile(joinedBy, joinedTo, definition));
    assertThat(thrown.errors()).hasSize(1);
    ModelError only = thrown.errors().getFirst();
    return only.message();
  }

  private static void compile(String joinedBy, String joinedTo, String definition) {
    String model =
        MODEL
            .replace("JOINED_BY", joinedBy)
            .replace("JOINED_TO", joinedTo)
            .replace("TESTED", definition);
    ModelCompilers.standard(ENGINE, ScriptConsole.silent())
        .compile(List.of(new ModelFile("a.js", model)), ContextValues.empty());
  }
}
