package dev.cuboid.query.plan;

import com.alibaba.druid.DbType;
import com.alibaba.druid.sql.SQLUtils;

/**
 * Reads SQL with Alibaba Druid's parser of a database.
 *
 * @param unknown what the parser does not know of the database and is taken out for it, as a
 *     regular expression
 */
record DruidReader(DbType database, String unknown) implements DialectParses.SqlReader {

  @Override
  public void read(String sql) {
    SQLUtils.parseSingleStatement(sql.replaceAll(unknown, ""), database, /* keepComments= */ false);
  }
}
