package dev.cuboid.cognito.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The embedded database: one file, or memory alone. A change made through {@link #write} is in the
 * file when the call returns, wholly or not at all, so that a killed process loses nothing that was
 * answered.
 *
 * <p>Thread-safe: writers take turns, readers never wait.
 */
public final class Database implements AutoCloseable {

  private static final String FILE = "cognito.db";

  private final MVStore store;
  private final ReentrantLock writer = new ReentrantLock();

  private Database(MVStore store) {
    this.store = store;
  }

  /** A database that is gone when it is closed. */
  public static Database inMemory() {
    return new Database(new MVStore.Builder().autoCommitDisabled().open());
  }

  /**
   * Throws away the database of a directory, and nothing else in it.
   *
   * @throws IOException when it cannot be deleted
   */
  public static void delete(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }

  /**
   * Opens or makes the database in a directory.
   *
   * @throws IOException when the directory cannot be written, or another process has it open
   */
  public static Database open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(FILE);
    try {
      return new Database(
          new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open());
    } catch (MVStoreException e) {
      throw new IOException(
          "cannot open " + file + "; is another process using it? " + e.getMessage(), e);
    }
  }

  /** A table of records of one type, by text key in ascending order. */
  public <T> Table<T> table(String name, Class<T> type) {
    MVMap.Builder<String, T> rows =
        new MVMap.Builder<String, T>().valueType(new RecordType<>(type));
    return new Table<>(store.openMap(name, rows), writer);
  }

  /** Makes one change that may span tables; nothing of it stays when it throws. */
  public <T> T write(Supplier<T> change) {
    writer.lock();
    try {
      T result = change.get();
      if (writer.getHoldCount() == 1) {
        store.commit();
      }
      return result;
    } catch (RuntimeException | Error e) {
      store.rollback();
      throw e;
    } finally {
      writer.unlock();
    }
  }

  /** Makes one change without a result. */
  public void write(Runnable change) {
    write(
        () -> {
          change.run();
          return Boolean.TRUE;
        });
  }

  @Override
  public void close() {
    writer.lock();
    try {
      // Space is used again while the store is open; to move what is there at the end adds risk
      // only.
      store.close(/* allowedCompactionTime= */ 0);
    } finally {
      writer.unlock();
    }
  }
}
