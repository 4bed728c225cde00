package dev.cuboid.query.plan;

import com.alibaba.druid.DbType;

class SnowflakeParsesTest extends DialectParses {

  SnowflakeParsesTest() {
    super("snowflake", GeneralReader::read, new DruidReader(DbType.snowflake, " ESCAPE '[^']*'"));
  }
}
