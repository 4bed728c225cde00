package dev.cuboid.benchmark;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Cuboid is compared with where the database does most of the work: a process that runs one
 * SQL again and again on so many connections, and prints the rows as JSON into memory. No HTTP, no
 * token, no model, no cache, no limits.
 *
 * <p>Usage: {@code JdbcLoop URL CONNECTIONS SQL PARAMETER...}, where a parameter with {@link
 * LoadGenerator#COUNTER} differs each time. Each line of its input, {@code FIRST MILLISECONDS},
 * begins a turn, which is answered with a line {@code ANSWERS NANOSECONDS MEDIAN SLOWEST}, the last
 * two in nanoseconds. It ends with its input.
 */
final class JdbcLoop {

  private final List<Connection> connections;
  private final String sql;
  private final List<String> parameters;

  private JdbcLoop(List<Connection> connections, String sql, List<String> parameters) {
    this.connections = connections;
    this.sql = sql;
    this.parameters = parameters;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    List<Connection> connections = new ArrayList<>();
    for (int count = 0; count < Integer.parseInt(arguments[1]); count++) {
      connections.add(DriverManager.getConnection(arguments[0]));
    }
    List<String> rest = List.of(arguments).subList(3, arguments.length);
    JdbcLoop loop = new JdbcLoop(connections, arguments[2], rest);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try (ExecutorService threads = Executors.newFixedThreadPool(connections.size())) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String[] turn = line.split(" ", -1);
        System.out.println(
            loop.turn(threads, Long.parseLong(turn[0]), Long.parseLong(turn[1]) * 1_000_000));
      }
    }
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private String turn(ExecutorService threads, long first, long nanoseconds)
      throws InterruptedException, ExecutionException {
    AtomicLong counter = new AtomicLong(first);
    long start = System.nanoTime();
    List<Future<List<Long>>> running = new ArrayList<>();
    for (Connection connection : connections) {
      running.add(threads.submit(() -> until(start + nanoseconds, connection, counter)));
    }
    List<Long> times = new ArrayList<>();
    for (Future<List<Long>> one : running) {
      times.addAll(one.get());
    }
    long taken = System.nanoTime() - start;
    times.sort(null);
    return "%d %d %d %d"
        .formatted(
            times.size(), taken, times.get(times.size() / 2), times.get(times.size() * 99 / 100));
  }

  /** Asks at least once; how long each answer took. */
  private List<Long> until(long end, Connection connection, AtomicLong counter)
      throws SQLException {
    List<Long> times = new ArrayList<>();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      long before = System.nanoTime();
      do {
        String number = Long.toString(counter.incrementAndGet());
        for (int index = 0; index < parameters.size(); index++) {
          statement.setString(
              index + 1, parameters.get(index).replace(LoadGenerator.COUNTER, number));
        }
        json.reset();
        try (ResultSet rows = statement.executeQuery()) {
          print(rows, json);
        }
        long after = System.nanoTime();
        times.add(after - before);
        before = after;
      } while (before < end);
    }
    return times;
  }

  private static void print(ResultSet rows, ByteArrayOutputStream out) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    String[] names = new String[columns.getColumnCount()];
    for (int index = 0; index < names.length; index++) {
      names[index] = columns.getColumnLabel(index + 1);
    }
    try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
      json.writeStartArray();
      while (rows.next()) {
        json.writeStartObject();
        for (int index = 0; index < names.length; index++) {
          json.writeStringProperty(names[index], rows.getString(index + 1));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
