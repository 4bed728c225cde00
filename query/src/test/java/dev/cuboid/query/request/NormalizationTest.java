package dev.cuboid.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.CacheMode;
import dev.cuboid.query.Query.OrderItem;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizationTest {

  @Test
  void whatAQueryLeavesOpenIsFilledIn() {
    NormalizedQuery normalized =
        read("{'measures':['Orders.count'],'dimensions':['Orders.status']}");

    assertThat(normalized.json())
        .isEqualTo(
            RequestReaders.json(
                "{'measures':['Orders.count'],'dimensions':['Orders.status'],"
                    + "'cacheMode':'stale-if-slow','timezone':'UTC','limit':100,'rowLimit':100,"
                    + "'filters':[],'timeDimensions':[],'queryType':'regularQuery'}"));
    assertThat(normalized.query().order()).containsExactly(new OrderItem("Orders.count", true));
    assertThat(normalized.query().limit()).hasValue(100);
    assertThat(normalized.cacheMode()).isEqualTo(CacheMode.STALE_IF_SLOW);
  }

  @Test
  void aPhraseIsPrintedAsTheRangeThatItMeans() {
    NormalizedQuery normalized =
        read(
            "{'measures':['Orders.count'],'timeDimensions':[{'dimension':'Orders.createdAt',"
                + "'granularity':'day','dateRange':'yesterday'}]}");

    assertThat(normalized.json().path("timeDimensions"))
        .isEqualTo(
            RequestReaders.json(
                "[{'dimension':'Orders.createdAt','granularity':'day','dateRange':"
                    + "['2026-11-22T00:00:00.000','2026-11-22T23:59:59.999']}]"));
  }

  @ParameterizedTest
  @CsvSource({"Z,UTC", "z,UTC", "utc,UTC", "europe/BERLIN,Europe/Berlin", "'',UTC"})
  void aTimeZoneIsCalledByItsName(String written, String name) {
    NormalizedQuery normalized = read("{'measures':['Orders.count'],'timezone':'" + written + "'}");

    assertThat(normalized.query().timezone()).isEqualTo(ZoneId.of(name));
    assertThat(normalized.json().path("timezone").asString()).isEqualTo(name);
  }

  @Test
  void aDimensionWithAGranularityIsATimeDimension() {
    NormalizedQuery normalized =
        read("{'dimensions':['Orders.createdAt.month','Orders.status'],'measures':[]}");

    assertThat(normalized.query().dimensions()).containsExactly("Orders.status");
    assertThat(normalized.query().timeDimensions()).hasSize(1);
    assertThat(normalized.query().timeDimensions().getFirst().granularity()).contains("month");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {'measures':['O.a'],'dimensions':['O.b']}                                                          | O.a | true
          {'dimensions':['O.b','O.c']}                                                                       | O.b | false
          {'measures':['O.a'],'dimensions':['O.b'],'timeDimensions':[{'dimension':'O.t','granularity':'day'}]} | O.t | false
          {'measures':['O.a'],'dimensions':['O.b'],'timeDimensions':[{'dimension':'O.t','dateRange':'today'}]} | O.a | true
          {'measures':['O.a']}                                                                               | -   | false
          {'measures':['O.a'],'dimensions':['O.b'],'order':[]}                                               | -   | false
          {'measures':['O.a'],'order':{'O.a':'asc'}}                                                         | O.a | false
          {'measures':['O.a'],'order':[['O.a','desc']]}                                                      | O.a | true
          """)
  void theOrderIsTheGivenOneOrCubesDefault(String query, String member, boolean descending) {
    List<OrderItem> expected =
        Optional.ofNullable(member).map(name -> new OrderItem(name, descending)).stream().toList();

    assertThat(read(query).query().order()).isEqualTo(expected);
  }

  @Test
  void aQueryThatComparesRangesIsOneQueryForEach() {
    QueryRequest request =
        RequestReaders.at("2026-11-23T10:37:27Z")
            .read(
                RequestReaders.json(
                    "{'measures':['Orders.count'],'timeDimensions':[{'dimension':"
                        + "'Orders.createdAt','compareDateRange':['today','yesterday']}]}"));

    assertThat(request.type()).isEqualTo(QueryType.COMPARE_DATE_RANGE);
    assertThat(request.queries())
        .extracting(NormalizedQuery::compareDateRange)
        .containsExactly(
            Optional.of("2026-11-23T00:00:00.000 - 2026-11-23T23:59:59.999"),
            Optional.of("2026-11-22T00:00:00.000 - 2026-11-22T23:59:59.999"));
    assertThat(request.pivotQuery().path("dimensions"))
        .isEqualTo(RequestReaders.json("['compareDateRange']"));
  }

  @Test
  void severalQueriesAreBlendedByTime() {
    QueryRequest request =
        RequestReaders.at("2026-11-23T10:37:27Z")
            .read(
                RequestReaders.json(
                    "[{'measures':['A.count'],'timeDimensions':[{'dimension':'A.t',"
                        + "'granularity':'day'}]},{'measures':['B.count'],'dimensions':['B.kind'],"
                        + "'timeDimensions':[{'dimension':'B.t','granularity':'day'}]}]"));

    assertThat(request.type()).isEqualTo(QueryType.BLENDING);
    assertThat(request.queries()).hasSize(2);
    assertThat(request.pivotQuery())
        .isEqualTo(
            RequestReaders.json(
                "{'measures':['A.count','B.count'],'dimensions':['B.kind'],'timeDimensions':"
                    + "[{'dimension':'time','granularity':'day'}],'queryType':"
                    + "'blendingQuery'}"));
  }

  private static NormalizedQuery read(String query) {
    return RequestReaders.at("2026-11-23T10:37:27Z")
        .read(RequestReaders.json(query))
        .queries()
        .getFirst();
  }
}
