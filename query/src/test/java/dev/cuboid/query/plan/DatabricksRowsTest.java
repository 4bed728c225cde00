package dev.cuboid.query.plan;

import dev.cuboid.query.SqlQuery;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DatabricksRowsTest extends DialectAnswers {

  private SparkProcess spark;

  DatabricksRowsTest() {
    super("databricks-jdbc");
  }

  @BeforeAll
  void start() throws IOException {
    spark = SparkProcess.start(Shop.DATA);
  }

  @AfterAll
  void stop() {
    if (spark != null) {
      spark.close();
    }
  }

  @Override
  List<List<String>> answer(SqlQuery query) {
    return spark.rows(query);
  }
}
