package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated queries against SQL that is slow but plainly right: it always joins everything, and
 * each measure is aggregated for itself from the distinct keys of its cube.
 */
class PlainSqlPropertiesTest {

  private static final String EVERYTHING =
      """
      orders o
      LEFT JOIN customers c ON c.id = o.customer_id
      LEFT JOIN cities t ON t.name = c.city
      LEFT JOIN items i ON i.order_id = o.id
      LEFT JOIN payments p ON p.order_id = o.id
      """;

  /** A measure: its cube's key, the value of a row, the aggregate. */
  private record Plain(String key, String value, String aggregate) {}

  private static final Map<String, Plain> MEASURES =
      Map.ofEntries(
          Map.entry("Orders.count", new Plain("o.id", "o.id", "count(v)")),
          Map.entry("Orders.amount", new Plain("o.id", "o.amount", "sum(v)")),
          Map.entry("Orders.average", new Plain("o.id", "o.amount", "avg(v)")),
          Map.entry("Orders.largest", new Plain("o.id", "o.amount", "max(v)")),
          Map.entry("Orders.statuses", new Plain("o.id", "o.status", "count(DISTINCT v)")),
          Map.entry(
              "Orders.done_amount",
              new Plain("o.id", "CASE WHEN o.status = 'done' THEN o.amount END", "sum(v)")),
          Map.entry("Customers.count", new Plain("c.id", "c.id", "count(v)")),
          Map.entry("Customers.average_age", new Plain("c.id", "c.age", "avg(v)")),
          Map.entry("Items.count", new Plain("i.id", "i.id", "count(v)")),
          Map.entry("Items.quantity", new Plain("i.id", "i.quantity", "sum(v)")),
          Map.entry("Payments.count", new Plain("p.order_id, p.part", "p.part", "count(v)")),
          Map.entry("Payments.paid", new Plain("p.order_id, p.part", "p.paid", "sum(v)")));

  private static final Map<String, String> DIMENSIONS =
      Map.of(
          "Orders.status", "o.status",
          "Orders.note", "o.note",
          "Customers.city", "c.city",
          "Customers.age", "c.age",
          "Cities.country", "t.country",
          "Items.product", "i.product",
          "Payments.part", "p.part");

  private static final Map<Filter, String> FILTERS =
      Map.of(
          condition("Orders.status", FilterOperator.NOT_EQUALS, "open"),
          "(o.status <> 'open' OR o.status IS NULL)",
          condition("Customers.city", FilterOperator.SET),
          "c.city IS NOT NULL",
          condition("Items.product", FilterOperator.EQUALS, "pen"),
          "i.product = 'pen'",
          condition("Payments.part", FilterOperator.SET),
          "p.part IS NOT NULL");

  static Stream<Arguments> seeds() {
    return IntStream.range(0, 60)
        .boxed()
        .flatMap(seed -> Shop.everywhere().map(shop -> Arguments.of(shop, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void measuresByDimensionsEqualPlainSql(Shop shop, int seed) {
    Random random = new Random(seed);
    List<String> measures = new ArrayList<>(some(random, MEASURES.keySet().stream(), 4));
    measures.remove("Orders.count");
    measures.addFirst("Orders.count");
    List<String> dimensions = some(random, DIMENSIONS.keySet().stream(), 3);
    QueryBuilder query =
        QueryBuilder.measures(measures.toArray(String[]::new))
            .by(dimensions.toArray(String[]::new));
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    FILTERS.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .filter(_ -> random.nextInt(4) == 0)
        .forEach(
            filter -> {
              query.where(filter.getKey());
              conditions.add(filter.getValue());
            });

    List<List<String>> rows = shop.rows(query);

    for (int index = 0; index < measures.size(); index++) {
      int column = dimensions.size() + index;
      List<List<String>> measured =
          rows.stream()
              .map(
                  row ->
                      Stream.concat(
                              row.stream().limit(dimensions.size()), Stream.of(row.get(column)))
                          .toList())
              .toList();
      assertThat(measured)
          .as(measures.get(index))
          .containsExactlyInAnyOrderElementsOf(
              shop.expected(plain(MEASURES.get(measures.get(index)), dimensions, conditions)));
    }
  }

  private static String plain(Plain measure, List<String> dimensions, List<String> conditions) {
    String groups =
        IntStream.range(0, dimensions.size())
            .mapToObj(index -> DIMENSIONS.get(dimensions.get(index)) + " AS d" + index + ", ")
            .collect(Collectors.joining());
    String names =
        IntStream.range(0, dimensions.size())
            .mapToObj(index -> "d" + index)
            .collect(Collectors.joining(", "));
    return "SELECT %s%s FROM (SELECT DISTINCT %s%s, %s AS v FROM %s WHERE %s) AS keys %s"
        .formatted(
            names.isEmpty() ? "" : names + ", ",
            measure.aggregate(),
            groups,
            measure.key(),
            measure.value(),
            EVERYTHING,
            String.join(" AND ", conditions),
            names.isEmpty() ? "" : "GROUP BY " + names);
  }

  private static List<String> some(Random random, Stream<String> names, int most) {
    List<String> shuffled = new ArrayList<>(names.sorted().toList());
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, random.nextInt(most + 1));
  }
}
