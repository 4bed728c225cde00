package dev.cuboid.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.query.Filter;
import dev.cuboid.query.Query;
import dev.cuboid.query.Query.DateRange;
import dev.cuboid.query.QueryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class DateRangesTest {

  private static final String MONDAY = "2026-11-23T10:37:27Z";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          today                                 | 2026-11-23T00:00:00.000 | 2026-11-23T23:59:59.999
          yesterday                             | 2026-11-22T00:00:00.000 | 2026-11-22T23:59:59.999
          tomorrow                              | 2026-11-24T00:00:00.000 | 2026-11-24T23:59:59.999
          this hour                             | 2026-11-23T10:00:00.000 | 2026-11-23T10:59:59.999
          this week                             | 2026-11-23T00:00:00.000 | 2026-11-29T23:59:59.999
          this month                            | 2026-11-01T00:00:00.000 | 2026-11-30T23:59:59.999
          this quarter                          | 2026-10-01T00:00:00.000 | 2026-12-31T23:59:59.999
          this year                             | 2026-01-01T00:00:00.000 | 2026-12-31T23:59:59.999
          last minute                           | 2026-11-23T10:36:00.000 | 2026-11-23T10:36:59.999
          last hour                             | 2026-11-23T09:00:00.000 | 2026-11-23T09:59:59.999
          last day                              | 2026-11-22T00:00:00.000 | 2026-11-22T23:59:59.999
          last week                             | 2026-11-16T00:00:00.000 | 2026-11-22T23:59:59.999
          last month                            | 2026-10-01T00:00:00.000 | 2026-10-31T23:59:59.999
          last quarter                          | 2026-07-01T00:00:00.000 | 2026-09-30T23:59:59.999
          last year                             | 2025-01-01T00:00:00.000 | 2025-12-31T23:59:59.999
          next week                             | 2026-11-30T00:00:00.000 | 2026-12-06T23:59:59.999
          next month                            | 2026-12-01T00:00:00.000 | 2026-12-31T23:59:59.999
          next quarter                          | 2027-01-01T00:00:00.000 | 2027-03-31T23:59:59.999
          last 10 seconds                       | 2026-11-23T10:37:17.000 | 2026-11-23T10:37:26.999
          last 0 days                           | 2026-11-23T00:00:00.000 | 2026-11-22T23:59:59.999
          last 1 day                            | 2026-11-22T00:00:00.000 | 2026-11-22T23:59:59.999
          last 7 days                           | 2026-11-16T00:00:00.000 | 2026-11-22T23:59:59.999
          Last 7 Days                           | 2026-11-16T00:00:00.000 | 2026-11-22T23:59:59.999
          last 2 weeks                          | 2026-11-09T00:00:00.000 | 2026-11-22T23:59:59.999
          last 2 quarters                       | 2026-04-01T00:00:00.000 | 2026-09-30T23:59:59.999
          next 3 months                         | 2026-12-01T00:00:00.000 | 2027-02-28T23:59:59.999
          from 7 days ago to now                | 2026-11-16T00:00:00.000 | 2026-11-23T23:59:59.999
          from 1 week ago to 3 days from now    | 2026-11-16T00:00:00.000 | 2026-11-26T23:59:59.999
          from 90 days ago to 45 days from now  | 2026-08-25T00:00:00.000 | 2027-01-07T23:59:59.999
          from 2 hours ago to now               | 2026-11-23T08:00:00.000 | 2026-11-23T10:59:59.999
          from 2024-01-01 to 2024-02-01         | 2024-01-01T00:00:00.000 | 2024-02-01T23:59:59.999
          from January to March                 | 2027-01-01T00:00:00.000 | 2027-03-01T23:59:59.999
          January 2024                          | 2024-01-01T00:00:00.000 | 2024-01-01T23:59:59.999
          January 5, 2024                       | 2024-01-05T00:00:00.000 | 2024-01-05T23:59:59.999
          2024-01-05                            | 2024-01-05T00:00:00.000 | 2024-01-05T23:59:59.999
          3 days ago                            | 2026-11-20T00:00:00.000 | 2026-11-20T23:59:59.999
          2024-03-05T10:30:15               | 2024-03-05T00:00:00.000 | 2024-03-05T23:59:59.999
          2024-03-05T23:30:15.123-05:00     | 2024-03-05T00:00:00.000 | 2024-03-05T23:59:59.999
          2024/03/05                        | 2024-03-05T00:00:00.000 | 2024-03-05T23:59:59.999
          2024.03.05                        | 2024-03-05T00:00:00.000 | 2024-03-05T23:59:59.999
          1/2/24                            | 2024-01-02T00:00:00.000 | 2024-01-02T23:59:59.999
          01.02.2024                        | 2024-01-02T00:00:00.000 | 2024-01-02T23:59:59.999
          3/5                               | 2027-03-05T00:00:00.000 | 2027-03-05T23:59:59.999
          2024-01-01 to 2024-02-01          | 2024-01-01T00:00:00.000 | 2024-02-01T23:59:59.999
          Jan 1, 2024 - Jan 5, 2024         | 2024-01-01T00:00:00.000 | 2024-01-05T23:59:59.999
          a few days ago                    | 2026-11-20T00:00:00.000 | 2026-11-20T23:59:59.999
          a couple of days ago              | 2026-11-21T00:00:00.000 | 2026-11-21T23:59:59.999
          several days ago                  | 2026-11-16T00:00:00.000 | 2026-11-16T23:59:59.999
          +2 days                           | 2026-11-25T00:00:00.000 | 2026-11-25T23:59:59.999
          -3 days                           | 2026-11-20T00:00:00.000 | 2026-11-20T23:59:59.999
          2 mos ago                         | 2026-09-23T00:00:00.000 | 2026-09-23T23:59:59.999
          1h ago                            | 2026-11-23T00:00:00.000 | 2026-11-23T23:59:59.999
          this morning                      | 2026-11-23T00:00:00.000 | 2026-11-23T23:59:59.999
          last night                        | 2026-11-22T00:00:00.000 | 2026-11-22T23:59:59.999
          midnight                          | 2026-11-24T00:00:00.000 | 2026-11-24T23:59:59.999
          half an hour ago                  | 2026-11-23T10:00:00.000 | 2026-11-23T10:59:59.999
          1.5 hours ago                     | 2026-11-23T09:00:00.000 | 2026-11-23T09:59:59.999
          """)
  void aPhraseIsARange(String phrase, String from, String to) {
    assertThat(range(MONDAY, "UTC", phrase)).isEqualTo(new DateRange(from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-23T03:00:00Z | America/New_York | today        | 2026-11-22T00:00:00.000 | 2026-11-22T23:59:59.999
          2026-11-23T16:00:00Z | Asia/Tokyo       | today        | 2026-11-24T00:00:00.000 | 2026-11-24T23:59:59.999
          2026-11-23T10:37:28Z | Asia/Tokyo       | last hour    | 2026-11-23T18:00:00.000 | 2026-11-23T18:59:59.999
          2027-01-01T02:00:00Z | America/New_York | this year    | 2026-01-01T00:00:00.000 | 2026-12-31T23:59:59.999
          2026-03-08T15:00:00Z | America/New_York | today        | 2026-03-08T00:00:00.000 | 2026-03-08T23:59:59.999
          2026-03-08T07:30:00Z | America/New_York | last hour    | 2026-03-08T01:00:00.000 | 2026-03-08T01:59:59.999
          2026-03-08T06:30:00Z | America/New_York | next hour    | 2026-03-08T03:00:00.000 | 2026-03-08T03:59:59.999
          2026-03-09T03:30:00Z | America/New_York | yesterday    | 2026-03-07T00:00:00.000 | 2026-03-07T23:59:59.999
          2026-11-01T15:00:00Z | America/New_York | this day     | 2026-11-01T00:00:00.000 | 2026-11-01T23:59:59.999
          2026-11-02T04:30:00Z | America/New_York | last 2 days  | 2026-10-30T00:00:00.000 | 2026-10-31T23:59:59.999
          2026-03-31T12:00:00Z | UTC              | last month   | 2026-02-01T00:00:00.000 | 2026-02-28T23:59:59.999
          2028-02-29T12:00:00Z | UTC              | last year    | 2027-01-01T00:00:00.000 | 2027-12-31T23:59:59.999
          2028-02-29T12:00:00Z | UTC              | last 3 months | 2027-11-01T00:00:00.000 | 2028-01-31T23:59:59.999
          2026-11-22T12:00:00Z | UTC              | this week    | 2026-11-16T00:00:00.000 | 2026-11-22T23:59:59.999
          """)
  void aPhraseIsUnderstoodInTheQueriesTimeZone(
      String now, String zone, String phrase, String from, String to) {
    assertThat(range(now, zone, phrase)).isEqualTo(new DateRange(from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ['2024-01-01','2024-01-31']                                 | 2024-01-01T00:00:00.000 | 2024-01-31T23:59:59.999
          ['2024-01-01']                                              | 2024-01-01T00:00:00.000 | 2024-01-01T23:59:59.999
          ['2024-01-01T10:00:00.000','2024-01-01T11:30:00']           | 2024-01-01T10:00:00.000 | 2024-01-01T11:30:00.000
          ['2024-01-01T10:00','2024-01-02']                           | 2024-01-01T10:00:00.000 | 2024-01-02T23:59:59.999
          ['2024-03-10T06:30:00Z','2024-03-10T07:30:00Z']             | 2024-03-10T06:30:00.000 | 2024-03-10T07:30:00.000
          ['2024-01-01T00:00:00+02:00','2024-01-01T00:00:00.123456Z'] | 2023-12-31T22:00:00.000 | 2024-01-01T00:00:00.123
          ['2024-01','2024-02']                                       | 2024-01-01T00:00:00.000 | 2024-02-01T00:00:00.000
          ['2023','20240115']                                         | 2023-01-01T00:00:00.000 | 2024-01-15T00:00:00.000
          ['2024-01-01T10','2024-01-01 11:30:00+0100']                | 2024-01-01T10:00:00.000 | 2024-01-01T10:30:00.000
          ['2024-02-30','2024-01-01T25:00']                           | Invalid date            | Invalid date
          """)
  void datesAreLocalAndInstantsThoseOfUtc(String dates, String from, String to) {
    Query query =
        RequestReaders.at(MONDAY)
            .read(
                RequestReaders.json(
                    "{'measures':['Orders.count'],'timezone':'America/New_York','timeDimensions':"
                        + "[{'dimension':'Orders.createdAt','dateRange':"
                        + dates
                        + "}]}"))
            .queries()
            .getFirst()
            .query();

    assertThat(query.timeDimensions().getFirst().dateRange()).contains(new DateRange(from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Foo bar                        | foo bar
          2024-01                        | 2024-01
          last business week             | last business week
          from A to b                    | a
          from 2024-01-01 to Nowhere     | nowhere
          last 99999999999999999999 days | last 99999999999999999999 days
          """)
  void whatIsNoDateIsSaid(String phrase, String said) {
    assertThatThrownBy(() -> range(MONDAY, "UTC", phrase))
        .isInstanceOf(QueryException.class)
        .hasMessage("Can't parse date: '" + said + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          inDateRange      | ['last month']              | 2026-10-01T00:00:00.000,2026-10-31T23:59:59.999
          notInDateRange   | ['today']                   | 2026-11-23T00:00:00.000,2026-11-23T23:59:59.999
          onTheDate        | ['2024-01-05']              | 2024-01-05T00:00:00.000,2024-01-05T23:59:59.999
          inDateRange      | ['2024-01-01','2024-01-31'] | 2024-01-01T00:00:00.000,2024-01-31T23:59:59.999
          beforeDate       | ['last month']              | 2026-10-01T00:00:00.000
          afterOrOnDate    | ['last month']              | 2026-10-01T00:00:00.000
          beforeOrOnDate   | ['last month']              | 2026-10-31T23:59:59.999
          afterDate        | ['last month']              | 2026-10-31T23:59:59.999
          beforeDate       | ['2024-01-05']              | 2024-01-05T00:00:00.000
          """)
  void aFilterByDatesIsResolved(String operator, String values, String resolved) {
    Query query =
        RequestReaders.at(MONDAY)
            .read(
                RequestReaders.json(
                    "{'measures':['Orders.count'],'filters':[{'member':'Orders.createdAt',"
                        + "'operator':'%s','values':%s}]}".formatted(operator, values)))
            .queries()
            .getFirst()
            .query();

    Filter.Condition condition = (Filter.Condition) query.filters().getFirst();
    assertThat(condition.values()).containsExactly(resolved.split(","));
  }

  private static DateRange range(String now, String zone, String phrase) {
    ObjectNode request =
        (ObjectNode)
            RequestReaders.json(
                "{'measures':['Orders.count'],'timeDimensions':[{'dimension':'Orders.createdAt'}]}");
    request.put("timezone", zone);
    ((ObjectNode) request.at("/timeDimensions/0")).put("dateRange", phrase);
    return RequestReaders.at(now)
        .read(request)
        .queries()
        .getFirst()
        .query()
        .timeDimensions()
        .getFirst()
        .dateRange()
        .orElseThrow();
  }
}
