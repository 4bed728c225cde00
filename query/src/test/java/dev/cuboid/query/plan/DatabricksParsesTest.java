package dev.cuboid.query.plan;

import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

class DatabricksParsesTest extends DialectParses {

  DatabricksParsesTest() {
    super(
        "databricks-jdbc",
        new AntlrReader<>(
            text -> new SqlBaseLexer(new UpperCase(text)),
            SqlBaseParser::new,
            SqlBaseParser::singleStatement));
  }
}
