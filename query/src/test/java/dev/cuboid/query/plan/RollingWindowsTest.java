package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.cuboid.query.plan.Shop#everywhere")
record RollingWindowsTest(Shop shop) {

  private static final String CREATED = "Orders.created_at";

  private QueryBuilder endOfMarch(String... measures) {
    return measures(measures)
        .per("day", CREATED, "2024-03-29T00:00:00.000", "2024-04-02T23:59:59.999")
        .orderBy(CREATED);
  }

  @Test
  void aWindowReachesBackOverDaysWithoutRows() {
    assertThat(shop.rows(endOfMarch("Orders.rolling", "Orders.rolling_average")))
        .isEqualTo(
            List.of(
                List.of("2024-03-29T00:00:00.000", "null", "null"),
                List.of("2024-03-30T00:00:00.000", "100", "100"),
                List.of("2024-03-31T00:00:00.000", "1200", "300"),
                List.of("2024-04-01T00:00:00.000", "1100", "366.6666667"),
                List.of("2024-04-02T00:00:00.000", "null", "null")));
  }

  @Test
  void aWindowWithoutEndAndOneToDateGoOnOverGaps() {
    assertThat(shop.rows(endOfMarch("Orders.cumulative", "Orders.month_to_date")))
        .isEqualTo(
            List.of(
                List.of("2024-03-29T00:00:00.000", "null", "null"),
                List.of("2024-03-30T00:00:00.000", "1", "100"),
                List.of("2024-03-31T00:00:00.000", "4", "1200"),
                List.of("2024-04-01T00:00:00.000", "4", "null"),
                List.of("2024-04-02T00:00:00.000", "4", "null")));
  }

  @Test
  void daysThatOnlyTheWindowHasStandBesidePlainMeasures() {
    assertThat(shop.rows(endOfMarch("Orders.count", "Orders.cumulative")))
        .isEqualTo(
            List.of(
                List.of("2024-03-29T00:00:00.000", "null", "null"),
                List.of("2024-03-30T00:00:00.000", "1", "1"),
                List.of("2024-03-31T00:00:00.000", "3", "4"),
                List.of("2024-04-01T00:00:00.000", "null", "4"),
                List.of("2024-04-02T00:00:00.000", "null", "4")));
  }

  @Test
  void aWindowOverRepeatedRowsCountsEachOnce() {
    QueryBuilder query =
        measures("Orders.rolling")
            .by("Items.product")
            .per("month", CREATED, "2024-03-01T00:00:00.000", "2024-03-31T23:59:59.999")
            .orderBy("Items.product");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("ink", "2024-03-01T00:00:00.000", "150"),
                List.of("pen", "2024-03-01T00:00:00.000", "1150")));
  }

  @Test
  void withoutPeriodsTheWindowIsAtTheEndOfTheRange() {
    QueryBuilder query =
        measures("Orders.rolling")
            .within(CREATED, "2024-03-01T00:00:00.000", "2024-04-01T23:59:59.999");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("1100")));
  }

  @Test
  void aRunningTotalBeginsWithTheRange() {
    assertThat(
            shop.rows(
                measures("Orders.running")
                    .per("day", CREATED, "2024-03-31T00:00:00.000", "2024-04-01T23:59:59.999")
                    .orderBy(CREATED)))
        .isEqualTo(
            List.of(
                List.of("2024-03-31T00:00:00.000", "1100"),
                List.of("2024-04-01T00:00:00.000", "1100")));
    assertThat(
            shop.rows(
                measures("Orders.running")
                    .within(CREATED, "2024-03-31T00:00:00.000", "2024-04-01T23:59:59.999")))
        .isEqualTo(List.of(List.of("1100")));
  }

  @Test
  void aRangeThatEndsBeforeItBeginsHasNoPeriods() {
    assertThat(
            shop.rows(
                measures("Orders.rolling")
                    .per("day", CREATED, "2024-04-02T00:00:00.000", "2024-03-01T23:59:59.999")))
        .isEmpty();
  }

  @Test
  void periodsNeedADateRange() {
    assertThatThrownBy(() -> shop.rows(measures("Orders.rolling").per("day", CREATED)))
        .hasMessage("Time series queries without dateRange aren't supported");
  }
}
