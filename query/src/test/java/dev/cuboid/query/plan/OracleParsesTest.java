package dev.cuboid.query.plan;

import com.alibaba.druid.DbType;
import org.apache.shardingsphere.sql.parser.autogen.OracleStatementLexer;
import org.apache.shardingsphere.sql.parser.autogen.OracleStatementParser;

class OracleParsesTest extends DialectParses {

  private static final SqlReader GRAMMAR =
      new AntlrReader<>(
          OracleStatementLexer::new, OracleStatementParser::new, OracleStatementParser::select);

  OracleParsesTest() {
    // To the grammar a backslash escapes the quote, which it does not in Oracle.
    super(
        "oracle",
        new DruidReader(DbType.oracle, ""),
        sql -> GRAMMAR.read(sql.replace("ESCAPE '\\'", "ESCAPE '!'")));
  }
}
