package dev.cuboid.engine.source;

import dev.cuboid.engine.rows.ColumnEncoder;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A database of which no more is known than what JDBC says.
 *
 * @param encoders print its values
 * @param probe a query that reads no table
 */
record StandardProfile(StandardEncoders encoders, String probe) implements DatabaseProfile {

  /** What MariaDB's driver puts before the message of the database. */
  private static final Pattern CONNECTION_NUMBER = Pattern.compile("^\\(conn=-?\\d+\\) ");

  static StandardProfile of(String dbType) {
    // Without a table Oracle answers since its version 23 only.
    String probe = dbType.equals("oracle") ? "SELECT 1 FROM DUAL" : "SELECT 1";
    return new StandardProfile(new StandardEncoders(ValueStyle.of(dbType)), probe);
  }

  @Override
  public List<ColumnEncoder> encoders(ResultSetMetaData columns, List<ColumnType> types)
      throws SQLException {
    return encoders.of(columns, types);
  }

  @Override
  public String message(SQLException exception) {
    String message = DatabaseProfile.super.message(exception);
    return CONNECTION_NUMBER.matcher(message).replaceFirst("");
  }
}
