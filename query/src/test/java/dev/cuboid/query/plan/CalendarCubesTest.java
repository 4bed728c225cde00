package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.model.DataModel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Calendars in a table, with periods and distances of their own. */
@ParameterizedClass(name = "{0}")
@MethodSource("everywhere")
record CalendarCubesTest(Shop shop) {

  private static final String DATA =
      """
      CREATE TABLE calendar AS SELECT * FROM (VALUES
        (TIMESTAMP '2025-01-05 00:00:00', TIMESTAMP '2024-12-15 00:00:00', TIMESTAMP '2025-01-15 00:00:00'),
        (TIMESTAMP '2025-02-05 00:00:00', TIMESTAMP '2025-01-05 00:00:00', TIMESTAMP '2025-02-15 00:00:00'),
        (TIMESTAMP '2025-02-16 00:00:00', TIMESTAMP '2025-01-06 00:00:00', TIMESTAMP '2025-02-15 00:00:00'),
        (TIMESTAMP '2025-03-30 00:00:00', TIMESTAMP '2025-02-05 00:00:00', TIMESTAMP '2025-03-15 00:00:00')
      ) AS rows_of_calendar (day, month_ago, middle_of_month);
      CREATE TABLE receipts AS SELECT * FROM (VALUES
        (1, 101, TIMESTAMP '2025-01-05 00:00:00'),
        (2, 202, TIMESTAMP '2025-02-05 00:00:00'),
        (3, 303, TIMESTAMP '2025-02-16 00:00:00'),
        (4, 404, TIMESTAMP '2025-03-30 00:00:00')
      ) AS rows_of_receipts (id, amount, day);
      """;

  private static final DataModel MODEL =
      Shop.compile(
          """
          cubes:
            - name: calendar
              calendar: true
              sql_table: calendar
              dimensions:
                - { name: key, sql: day, type: time, primary_key: true }
                - name: day
                  sql: day
                  type: time
                  time_shift:
                    - { type: prior, interval: 1 month, sql: "{CUBE}.month_ago" }
                    - { type: prior, interval: 42 days, name: six_weeks }
                    - { name: retail_month, sql: "{CUBE}.month_ago" }
                  granularities:
                    - { name: month, sql: "{CUBE}.middle_of_month" }
            - name: receipts_of_then
              sql: >
                SELECT * FROM receipts
                WHERE {FILTER_PARAMS.calendar.day.time_shifts.six_weeks.filter('day')}
              joins:
                - { name: calendar, sql: "1 = 1", relationship: many_to_one }
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
              measures:
                - { name: total, sql: amount, type: max }
            - name: receipts
              sql_table: receipts
              joins:
                - { name: calendar, sql: "{CUBE}.day = {calendar.key}", relationship: many_to_one }
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
              measures:
                - { name: total, sql: amount, type: sum }
                - name: month_ago
                  sql: "{total}"
                  type: number
                  multi_stage: true
                  time_shift: [{ type: prior, interval: 1 month }]
                - name: retail_month_ago
                  sql: "{total}"
                  type: number
                  multi_stage: true
                  time_shift: [{ name: retail_month }]
                - name: six_weeks_ago
                  sql: "{total}"
                  type: number
                  multi_stage: true
                  time_shift: [{ name: six_weeks }]
                - name: unknown
                  sql: "{total}"
                  type: number
                  multi_stage: true
                  time_shift: [{ name: someday }]
          """);

  private static final List<Shop> ALL =
      TestDatabase.ALL.stream().map(database -> Shop.of(database.with(DATA), MODEL)).toList();

  static Stream<Shop> everywhere() {
    return ALL.stream();
  }

  @Test
  void anotherTimeIsFoundWhereTheCalendarSays() {
    QueryBuilder query =
        measures("receipts.total", "receipts.month_ago", "receipts.retail_month_ago")
            .per("month", "calendar.day", "2025-02-01T00:00:00.000", "2025-12-31T23:59:59.999")
            .orderBy("calendar.day");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("2025-02-15T00:00:00.000", "505", "101", "101"),
                List.of("2025-03-15T00:00:00.000", "404", "202", "202")));
  }

  @Test
  void aNamedDistanceNeedsNoColumn() {
    QueryBuilder query =
        measures("receipts.total", "receipts.six_weeks_ago")
            .per("day", "calendar.day", "2025-01-01T00:00:00.000", "2025-12-31T23:59:59.999")
            .orderBy("calendar.day");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("2025-01-05T00:00:00.000", "101", "null"),
                List.of("2025-02-05T00:00:00.000", "202", "null"),
                List.of("2025-02-16T00:00:00.000", "303", "101"),
                List.of("2025-03-30T00:00:00.000", "404", "303")));
  }

  @Test
  void aFilterParameterCanBeOfAnotherTime() {
    QueryBuilder query =
        measures("receipts_of_then.total")
            .within("calendar.day", "2025-02-16T00:00:00.000", "2025-02-16T23:59:59.999");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("101")));
  }

  @Test
  void aNameThatNoCalendarKnowsIsAnError() {
    QueryBuilder query =
        measures("receipts.unknown")
            .per("day", "calendar.day", "2025-01-01T00:00:00.000", "2025-12-31T23:59:59.999");

    assertThatThrownBy(() -> shop.rows(query))
        .hasMessage(
            "Time shift 'someday' of measure 'receipts.unknown' isn't defined by a time dimension"
                + " of the query");
  }
}
