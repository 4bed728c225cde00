package dev.cuboid.engine.source;

import dev.cuboid.engine.rows.ColumnEncoder;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL and what speaks its protocol. */
final class PostgresProfile implements DatabaseProfile {

  /** Rows that are fetched at once, so that a large result is in memory in one form only. */
  private static final int FETCH_SIZE = 5000;

  @Override
  public JdbcQuery jdbc(SqlQuery query) {
    return PostgresPlaceholders.translate(query.sql(), query.parameters());
  }

  /**
   * Every value is sent as an untyped literal, which the server reads as what the SQL around it
   * needs. A model's SQL may compare an integer column with a text from a token's claims.
   */
  @Override
  public void bind(PreparedStatement statement, List<@Nullable Object> parameters)
      throws SQLException {
    for (int index = 0; index < parameters.size(); index++) {
      Object value = parameters.get(index);
      if (value == null) {
        statement.setNull(index + 1, Types.NULL);
      } else {
        statement.setString(index + 1, value.toString());
      }
    }
  }

  @Override
  public List<ColumnEncoder> encoders(ResultSetMetaData columns, List<ColumnType> types)
      throws SQLException {
    return PostgresEncoders.of(columns, types);
  }

  /** Through a cursor, which PostgreSQL has within transactions only. */
  @Override
  public void readInPieces(PreparedStatement statement) throws SQLException {
    statement.getConnection().setAutoCommit(false);
    statement.setFetchSize(FETCH_SIZE);
  }

  /** Cube shows the primary message only: no detail, which may name values, and no SQL state. */
  @Override
  public String message(SQLException exception) {
    if (exception instanceof PSQLException postgres) {
      ServerErrorMessage server = postgres.getServerErrorMessage();
      if (server != null && server.getMessage() != null) {
        return withAdvice(server.getMessage());
      }
    }
    return DatabaseProfile.super.message(exception);
  }

  private static String withAdvice(String message) {
    return message.contains("no pg_hba.conf entry for host")
        ? "Please use CUBEJS_DB_SSL=true to connect: " + message
        : message;
  }
}
