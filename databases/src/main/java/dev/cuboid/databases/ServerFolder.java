package dev.cuboid.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a server that lives no longer than some tests. */
public final class ServerFolder {

  private ServerFolder() {}

  /**
   * Makes one among the temporary files of this machine.
   *
   * @param name of the server
   */
  public static Path create(String name) {
    try {
      return Files.createTempDirectory("cuboid-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what can be deleted: a process that is just ending may still write. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> fromTheLeaves = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : fromTheLeaves) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left is the machine's to clear, as all temporary files are.
    }
  }
}
