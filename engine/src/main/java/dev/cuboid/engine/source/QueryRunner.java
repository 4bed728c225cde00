package dev.cuboid.engine.source;

import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.source.ConnectionFactory.Opener;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.SqlQuery.ResultColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Runs queries on connections.
 *
 * @param profile of the database
 */
record QueryRunner(DatabaseProfile profile) {

  /**
   * So many rows are read in one piece, where a database needs a transaction for several: that is
   * one more message to it and back. No fewer than a query has without a word about its limit.
   */
  private static final int READ_AT_ONCE = 10_000;

  /**
   * Runs a query and reads its result.
   *
   * @param connections gives one, which is closed afterwards
   * @throws DatabaseException if that fails, or if the query is cancelled
   */
  <T> T read(Opener connections, SqlQuery query, RunningStatement running, ResultReader<T> reader) {
    JdbcQuery jdbc = profile.jdbc(query);
    try (Connection connection = connections.open();
        PreparedStatement statement = connection.prepareStatement(jdbc.sql())) {
      if (!running.begin(statement)) {
        throw new DatabaseException(running.cancelReason().orElseThrow());
      }
      try {
        profile.bind(statement, jdbc.parameters());
        if (query.limit().orElse(Integer.MAX_VALUE) > READ_AT_ONCE) {
          profile.readInPieces(statement);
        }
        try (ResultSet rows = statement.executeQuery()) {
          List<ColumnType> types = query.columns().stream().map(ResultColumn::type).toList();
          return reader.read(rows, profile.encoders(rows.getMetaData(), types));
        }
      } finally {
        running.end();
      }
    } catch (SQLException e) {
      throw new DatabaseException(running.cancelReason().orElseGet(() -> profile.message(e)), e);
    }
  }

  /**
   * Asks for nothing.
   *
   * @param connections gives one, which is closed afterwards
   * @throws DatabaseException if that fails
   */
  void test(Opener connections) {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(profile.probe())) {
      rows.next();
    } catch (SQLException e) {
      throw new DatabaseException(profile.message(e), e);
    }
  }
}
