package dev.cuboid.query.plan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuboid.databases.Installation;
import dev.cuboid.databases.ServerFolder;
import dev.cuboid.query.SqlQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spark in a process of its own, for its libraries are of other versions than the tests' and it
 * wants the insides of the Java runtime. Its program is {@code SparkRows.java}.
 */
final class SparkProcess implements AutoCloseable {

  /** As in Spark's own start script. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private static final Pattern TIME = Pattern.compile("'(\\d{4}-\\d\\d-\\d\\dT[^']*)'");
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*Z");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\?");

  private final Path warehouse;
  private final Process process;
  private final PrintStream queries;
  private final BufferedReader answers;

  private SparkProcess(Path warehouse, Process process) {
    this.warehouse = warehouse;
    this.process = process;
    this.queries = new PrintStream(process.getOutputStream(), true, US_ASCII);
    this.answers = process.inputReader(US_ASCII);
  }

  /** Starts it, with the tables that the statements make. */
  static SparkProcess start(String statements) throws IOException {
    Installation installation = Installation.spark();
    Path warehouse = ServerFolder.create("spark");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Most of its time it compiles itself.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-cp",
            Files.readString(installation.folder().resolve("classpath")),
            installation.description().resolve("SparkRows.java").toString(),
            warehouse.toString()));
    SparkProcess spark =
        new SparkProcess(
            warehouse,
            new ProcessBuilder(command).redirectError(warehouse.resolve("log").toFile()).start());
    for (String statement : statements.split(";", -1)) {
      if (!statement.isBlank()) {
        spark.run(sparks(statement), List.of());
      }
    }
    return spark;
  }

  private static String sparks(String statement) {
    String sql = statement.replace("\\", "\\\\").replace("TIMESTAMPTZ", "TIMESTAMP");
    return TIME.matcher(sql.replace("TEXT", "STRING")).replaceAll("TIMESTAMP '$1'");
  }

  /** Rows in the form of {@link TestDatabase#rows}. */
  List<List<String>> rows(SqlQuery query) {
    // By name: by position Spark 4.2 takes them for others in some full joins.
    AtomicInteger position = new AtomicInteger();
    String sql =
        PLACEHOLDER.matcher(query.sql()).replaceAll(_ -> ":p" + position.incrementAndGet());
    return run(sql, query.parameters()).stream()
        .map(row -> row.stream().map(SparkProcess::printed).toList())
        .toList();
  }

  private List<List<String>> run(String sql, List<@Nullable Object> parameters) {
    queries.println(
        Stream.concat(Stream.of(sql), parameters.stream().map(String::valueOf))
            .map(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
            .collect(Collectors.joining(" ")));
    List<List<String>> rows = new ArrayList<>();
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.isEmpty()) {
          return rows;
        }
        List<String> values =
            Arrays.stream(line.split(" ", -1)).map(SparkProcess::decoded).toList();
        if (line.startsWith("!")) {
          throw new IllegalStateException(sql + "\n" + values.getLast());
        }
        rows.add(values);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("Spark has ended");
  }

  private static String decoded(String value) {
    return value.equals("-") || value.equals("!")
        ? "null"
        : new String(Base64.getDecoder().decode(value), UTF_8);
  }

  private static String printed(String value) {
    if (INSTANT.matcher(value).matches()) {
      return TestDatabase.text(LocalDateTime.ofInstant(Instant.parse(value), ZoneOffset.UTC));
    }
    return value.matches("-?\\d+(\\.\\d+)?(E-?\\d+)?")
        ? TestDatabase.text(new BigDecimal(value))
        : value;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    ServerFolder.delete(warehouse);
  }
}
