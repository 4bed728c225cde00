package dev.cuboid.databases;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A database server in a process of its own, on a free port of this machine. It ends with the Java
 * process that started it, at the latest.
 */
public abstract class DatabaseServer implements AskedDatabase, AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final String name;
  private final Path directory;
  private final int port;
  private final Drivers drivers;
  private @Nullable Process process;
  private volatile boolean answered;

  DatabaseServer(String name, Path drivers) {
    this.name = name;
    this.drivers = Drivers.in(drivers);
    this.port = FreePort.find();
    this.directory = ServerFolder.create(name);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** On which it listens, also after it was stopped and started again. */
  public final int port() {
    return port;
  }

  /** A folder with its JDBC drivers, which are not on the class path. */
  public final Path drivers() {
    return drivers.folder();
  }

  @Override
  public final Connection connect() throws SQLException {
    return drivers.connect(url());
  }

  /** Starts it, or starts it again, and waits until it answers. */
  public final void start() {
    try {
      Process started =
          process(directory)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("server.log").toFile())
              .start();
      process = started;
      await()
          .atMost(START_LIMIT)
          .failFast(name + " has ended; its output is in " + directory, () -> !started.isAlive())
          .ignoreExceptions()
          .untilAsserted(() -> execute(readyQueries()));
      answered = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it at once, as a crash does. */
  public final void stop() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /** Its files go with it, unless it never answered: its output tells why. */
  @Override
  public final void close() {
    stop();
    if (answered) {
      ServerFolder.delete(directory);
    }
  }

  /** For {@link #connect()}. */
  abstract String url();

  /**
   * The command of the server.
   *
   * @param directory for its files
   */
  abstract ProcessBuilder process(Path directory) throws IOException;

  /** What only a server answers that can run everything else, one after the other. */
  String[] readyQueries() {
    return new String[] {"SELECT 1"};
  }

  /** The directory of its files. */
  final Path directory() {
    return directory;
  }
}
