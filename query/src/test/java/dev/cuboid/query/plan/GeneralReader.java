package dev.cuboid.query.plan;

import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;

/** Reads what is SQL in any of many databases. */
final class GeneralReader {

  private GeneralReader() {}

  static void read(String sql) {
    try {
      CCJSqlParserUtil.parse(sql);
    } catch (JSQLParserException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
