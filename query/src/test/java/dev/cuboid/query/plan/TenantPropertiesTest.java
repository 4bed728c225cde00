package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.GT;
import static dev.cuboid.query.FilterOperator.SET;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated queries over the shop: what must hold whatever is asked. */
class TenantPropertiesTest {

  private static final List<String> ADDITIVE =
      List.of("Orders.count", "Orders.amount", "Orders.done_amount", "Orders.done_count");
  private static final List<String> OTHERS =
      List.of(
          "Orders.average",
          "Orders.statuses",
          "Items.quantity",
          "Payments.paid",
          "Payments.count",
          "Customers.count",
          "Orders.largest");
  private static final List<String> OWN_DIMENSIONS =
      List.of("Orders.status", "Orders.size", "Customers.city", "Orders.is_done", "Cities.country");
  private static final List<String> MANY_DIMENSIONS = List.of("Items.product", "Payments.part");

  static Stream<Arguments> seeds() {
    return IntStream.range(0, 40)
        .boxed()
        .flatMap(seed -> Shop.everywhere().map(shop -> Arguments.of(shop, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void aTotalOverGroupsIsTheMeasureWithoutGroups(Shop shop, int seed) {
    RandomGenerator random = new Random(seed);
    String measure = one(random, ADDITIVE);
    String[] measures = {measure, one(random, OTHERS), one(random, OTHERS)};

    List<List<String>> groups =
        shop.rows(
            QueryBuilder.measures(measures)
                .by(some(random, OWN_DIMENSIONS).toArray(String[]::new))
                .where("Orders.amount_value", GT, "5"));
    List<List<String>> total =
        shop.rows(QueryBuilder.measures(measure).where("Orders.amount_value", GT, "5"));

    int column = groups.getFirst().size() - Math.toIntExact(Stream.of(measures).distinct().count());
    assertThat(sum(groups, column)).isEqualByComparingTo(sum(total, 0));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void aTenantIsNeverShownAnothersRows(Shop shop, int seed) {
    RandomGenerator random = new Random(seed);
    List<String> measures = new ArrayList<>(some(random, ADDITIVE));
    measures.addFirst("Orders.largest");
    measures.addAll(some(random, OTHERS));
    List<String> dimensions = new ArrayList<>(some(random, OWN_DIMENSIONS));
    dimensions.addAll(some(random, MANY_DIMENSIONS));
    QueryBuilder query =
        QueryBuilder.measures(measures.stream().distinct().toArray(String[]::new))
            .by(dimensions.toArray(String[]::new));
    if (random.nextBoolean()) {
      query.where("Orders.status", SET);
    }

    List<List<String>> rows = shop.rows(query.build(), Shop.tenant(1));

    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).doesNotContain("1000", "100%", "600"));
  }

  private static BigDecimal sum(List<List<String>> rows, int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(value -> !value.equals("null"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String one(RandomGenerator random, List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private static List<String> some(RandomGenerator random, List<String> names) {
    return names.stream().filter(_ -> random.nextInt(3) == 0).toList();
  }
}
