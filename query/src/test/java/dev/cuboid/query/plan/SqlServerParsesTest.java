package dev.cuboid.query.plan;

import com.alibaba.druid.DbType;

class SqlServerParsesTest extends DialectParses {

  SqlServerParsesTest() {
    super("mssql", GeneralReader::read, new DruidReader(DbType.sqlserver, " AT TIME ZONE '[^']*'"));
  }
}
