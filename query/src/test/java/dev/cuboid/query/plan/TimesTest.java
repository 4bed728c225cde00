package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Periods of the calendar in the time zone of the query. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cuboid.query.plan.Shop#everywhere")
record TimesTest(Shop shop) {

  private static final String CREATED = "Orders.created_at";

  @ParameterizedTest
  @CsvSource({
    "second, 2024-10-27T02:30:00.000",
    "minute, 2024-10-27T02:30:00.000",
    "hour, 2024-10-27T02:00:00.000",
    "day, 2024-10-27T00:00:00.000",
    "week, 2024-10-21T00:00:00.000",
    "month, 2024-10-01T00:00:00.000",
    "quarter, 2024-10-01T00:00:00.000",
    "year, 2024-01-01T00:00:00.000",
    "half_year, 2024-08-01T00:00:00.000",
    "fortnight, 2024-10-21T00:00:00.000"
  })
  void eachGranularityStartsWhereItShould(String granularity, String start) {
    QueryBuilder query =
        measures("Orders.smallest")
            .per(granularity, CREATED, "2024-10-01T00:00:00.000", "2024-10-31T23:59:59.999")
            .in("Europe/Berlin");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of(start, "2.5")));
  }

  @Test
  void aDayOfTwentyThreeHoursAndOneOfTwentyFiveAreDays() {
    QueryBuilder query =
        measures("Orders.count").per("day", CREATED).orderBy(CREATED).in("Europe/Berlin");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("2024-03-31T00:00:00.000", "4"), List.of("2024-10-27T00:00:00.000", "2")));
  }

  @Test
  void aRangeEndsAfterTheSecondOfTwoEqualHours() {
    QueryBuilder query =
        measures("Orders.count")
            .within(CREATED, "2024-10-27T02:00:00.000", "2024-10-27T02:59:59.999")
            .in("Europe/Berlin");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("2")));
  }

  @Test
  void aRangeHasItsLastMillisecondWithAllItsMicroseconds() {
    QueryBuilder query =
        measures("Orders.count")
            .within(CREATED, "2024-03-31T21:00:00.000", "2024-03-31T21:59:59.999");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("1")));
  }

  @Test
  void aTimeAsADimensionIsShownInTheTimeZone() {
    QueryBuilder query = measures().by("Orders.id", CREATED).orderBy("Orders.id").in("Asia/Tokyo");

    assertThat(shop.rows(query).getFirst()).isEqualTo(List.of("1", "2024-03-31T08:30:00.000"));
  }
}
