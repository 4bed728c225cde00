package dev.cuboid.query.plan;

import dev.cuboid.query.SqlQuery;
import java.util.List;

class BigQueryRowsTest extends DialectAnswers {

  private final BigQueryReference bigQuery = BigQueryReference.create(DUCKDB.database());

  BigQueryRowsTest() {
    super("bigquery");
  }

  @Override
  List<List<String>> answer(SqlQuery query) {
    return bigQuery.rows(query);
  }
}
