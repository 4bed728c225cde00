package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.engine.rows.EncodedRows;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.ResultFormat;
import dev.cuboid.query.ResultShape;
import dev.cuboid.query.ResultShape.Column;
import dev.cuboid.query.ResultShape.Constant;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.SqlQuery.ResultColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultShapeTest {

  private static final List<ResultShape.Output> OUTPUTS =
      List.of(
          new Column("Orders.createdAt.month", 1),
          new Column("Orders.count", 0),
          new Column("Orders.createdAt", 1),
          new Constant("compareDateRange", "2024 - \"25\""));

  private static QueryEngine engine;

  @BeforeAll
  static void start() {
    engine =
        QueryEngine.create(
            EngineOptions.defaults(),
            Map.of("default", DataSourceConfig.DuckDb.inMemory()),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DEFAULT  | [{"Orders.createdAt.month":"2024-01-01T00:00:00.000","Orders.count":"5","Orders.createdAt":"2024-01-01T00:00:00.000","compareDateRange":"2024 - \\"25\\""},{"Orders.createdAt.month":null,"Orders.count":"6","Orders.createdAt":null,"compareDateRange":"2024 - \\"25\\""}]
          COMPACT  | {"members":["Orders.createdAt.month","Orders.count","Orders.createdAt","compareDateRange"],"dataset":[["2024-01-01T00:00:00.000","5","2024-01-01T00:00:00.000","2024 - \\"25\\""],[null,"6",null,"2024 - \\"25\\""]]}
          COLUMNAR | {"members":["Orders.createdAt.month","Orders.count","Orders.createdAt","compareDateRange"],"columns":[["2024-01-01T00:00:00.000",null],["5","6"],["2024-01-01T00:00:00.000",null],["2024 - \\"25\\"","2024 - \\"25\\""]]}
          """)
  void printsRowsInEveryFormat(ResultFormat format, String json) {
    String sql = "SELECT * FROM (VALUES (5, DATE '2024-01-01'), (6, NULL)) t(n, d) ORDER BY n";
    assertThat(load(sql, OUTPUTS, format)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DEFAULT  | []
          COMPACT  | {"members":[],"dataset":[]}
          COLUMNAR | {"members":[],"columns":[]}
          """)
  void printsAnEmptyResult(ResultFormat format, String json) {
    assertThat(load("SELECT 1, 2 WHERE false", OUTPUTS, format)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DEFAULT  | [{},{}]
          COMPACT  | {"members":[],"dataset":[[],[]]}
          COLUMNAR | {"members":[],"columns":[]}
          """)
  void printsRowsWithoutColumns(ResultFormat format, String json) {
    assertThat(load("SELECT * FROM range(2)", List.of(), format)).isEqualTo(json);
  }

  @Test
  void keepsALargeResultInManyPiecesAndWholeCharacters() throws IOException {
    String sql = "SELECT i, repeat('ä🎲\"', (i % 50)::INT) FROM range(20000) t(i) ORDER BY i";
    List<ResultShape.Output> outputs = List.of(new Column("i", 0), new Column("text", 1));
    EncodedRows rows = engine.load(request(sql, outputs, ResultFormat.DEFAULT)).data();
    assertThat(rows.rowCount()).isEqualTo(20_000);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    rows.writeTo(written);
    assertThat(written.size()).isEqualTo(rows.length());
    JsonNode parsed = JsonMapper.shared().readTree(written.toString(StandardCharsets.UTF_8));
    assertThat(parsed).hasSize(20_000);
    for (int index = 0; index < 20_000; index++) {
      assertThat(parsed.get(index).get("i").asString()).isEqualTo(Integer.toString(index));
      assertThat(parsed.get(index).get("text").asString()).isEqualTo("ä🎲\"".repeat(index % 50));
    }
  }

  @ParameterizedTest
  @EnumSource(ResultFormat.class)
  void keepsAVeryLargeResultInLittleMemory(ResultFormat format) throws Exception {
    String sql = "SELECT i, repeat('text ', 40) || i FROM range(80000) t(i) ORDER BY i";
    List<ResultShape.Output> outputs =
        List.of(new Column("i", 0), new Column("text", 1), new Column("again", 1));
    EncodedRows rows = engine.load(request(sql, outputs, format)).data();
    assertThat(rows.length()).isGreaterThan(30_000_000);
    assertThat(rows.storedLength()).isLessThan(20_000_000);

    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    rows.writeTo(pieces);
    assertThat(pieces.size()).isEqualTo(rows.length());
    String json = pieces.toString(StandardCharsets.UTF_8);
    assertThat(json).isEqualTo(rows.toJson());
    JsonNode parsed = JsonMapper.shared().readTree(json);
    JsonNode last =
        switch (format) {
          case DEFAULT -> parsed.get(79_999).get("again");
          case COMPACT -> parsed.get("dataset").get(79_999).get(2);
          case COLUMNAR -> parsed.get("columns").get(2).get(79_999);
        };
    assertThat(last.asString()).isEqualTo("text ".repeat(40) + 79_999);
  }

  private static String load(String sql, List<ResultShape.Output> outputs, ResultFormat format) {
    return engine.load(request(sql, outputs, format)).data().toJson();
  }

  private static LoadRequest request(
      String sql, List<ResultShape.Output> outputs, ResultFormat format) {
    List<ResultColumn> columns =
        List.of(
            new ResultColumn("Orders.count", "orders__count", ColumnType.NUMBER),
            new ResultColumn("Orders.createdAt.month", "orders__month", ColumnType.TIME));
    return new LoadRequest(
        new SqlQuery(sql, List.of(), columns, "default"),
        new ResultShape(outputs, format),
        List.of(),
        CacheMode.STALE_IF_SLOW,
        "tenant",
        "request");
  }
}
