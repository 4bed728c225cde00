package dev.cuboid.query.plan;

import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A real database whose answers are printed alike. */
public record TestDatabase(String name, Dialect dialect, Connection connection) {

  public static final List<TestDatabase> ALL = List.of(duckDb(), postgres());

  private static final Pattern NUMBERED = Pattern.compile("\\$(\\d+)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

  private static TestDatabase duckDb() {
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:");
      TestDatabase database = new TestDatabase("DuckDB", Dialects.duckdb(), connection);
      return database.with("SET TimeZone = 'UTC'; SET threads = 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestDatabase postgres() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      Connection connection =
          postgresConnection("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres");
      return new TestDatabase("PostgreSQL", Dialects.postgres(), connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Connection postgresConnection(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("stringtype", "unspecified");
    Connection connection = DriverManager.getConnection(url, properties);
    try (Statement statement = connection.createStatement()) {
      // The driver has told the server the time zone of this JVM.
      statement.execute("SET TIME ZONE 'UTC'");
    }
    return connection;
  }

  /** Runs statements. */
  public TestDatabase with(String statements) {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements.split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs statements in which a semicolon may be part of a text. */
  public void execute(String script) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(script);
    } catch (SQLException e) {
      throw new IllegalStateException(script + "\n" + e.getMessage(), e);
    }
  }

  /** Another connection to the same database, with settings of its own. */
  public TestDatabase another() {
    try {
      if (connection instanceof DuckDBConnection duckDb) {
        return new TestDatabase(name, dialect, duckDb.duplicate()).with("SET TimeZone = 'UTC'");
      }
      String url = connection.getMetaData().getURL();
      return new TestDatabase(name, dialect, postgresConnection(url));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows as texts: numbers without superfluous digits, times in ISO form, null as "null". */
  public List<List<String>> rows(SqlQuery query) {
    List<@Nullable Object> parameters = new ArrayList<>();
    String sql = positional(query, parameters);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < parameters.size(); index++) {
        statement.setObject(index + 1, bound(parameters.get(index)));
      }
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(query.sql() + "\n" + e.getMessage(), e);
    }
  }

  private static String positional(SqlQuery query, List<@Nullable Object> parameters) {
    Matcher placeholder = NUMBERED.matcher(query.sql());
    if (!placeholder.find()) {
      parameters.addAll(query.parameters());
      return query.sql();
    }
    placeholder
        .reset()
        .results()
        .forEach(
            found -> parameters.add(query.parameters().get(Integer.parseInt(found.group(1)) - 1)));
    return placeholder.replaceAll("?");
  }

  private @Nullable Object bound(@Nullable Object value) {
    return value == null || !(connection instanceof PGConnection) ? value : value.toString();
  }

  private static List<List<String>> rows(ResultSet result) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
        row.add(text(result.getObject(column)));
      }
      rows.add(Collections.unmodifiableList(row));
    }
    return rows;
  }

  /** A value as {@link #rows} prints it. */
  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Timestamp time -> TIME.format(time.toLocalDateTime());
      case TemporalAccessor time -> TIME.format(time);
      case Number number ->
          new BigDecimal(number.toString())
              .round(new MathContext(10))
              .stripTrailingZeros()
              .toPlainString();
      default -> value.toString();
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
