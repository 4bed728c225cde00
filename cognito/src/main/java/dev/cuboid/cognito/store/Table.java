package dev.cuboid.cognito.store;

import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;

/**
 * Records of one type by text key. Changes are made inside {@link Database#write} only.
 *
 * @param <T> the record type
 */
public final class Table<T> {

  /** Joins the parts of a key; it sorts before every printable character and occurs in no name. */
  private static final char SEPARATOR = '\u0001';

  private final MVMap<String, T> rows;
  private final ReentrantLock writer;

  Table(MVMap<String, T> rows, ReentrantLock writer) {
    this.rows = rows;
    this.writer = writer;
  }

  /** A key of several parts; rows with the same first parts stand together. */
  public static String key(String... parts) {
    return String.join(String.valueOf(SEPARATOR), parts);
  }

  /** The record at a key. */
  public Optional<T> get(String key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** Puts a record, replacing the one that was there. */
  public void put(String key, T row) {
    requireWriter();
    rows.put(key, row);
  }

  /** Removes a record, if it is there. */
  public void remove(String key) {
    requireWriter();
    rows.remove(key);
  }

  /** Removes the records that a condition holds for. */
  public void removeIf(Predicate<T> condition) {
    requireWriter();
    keys("", "")
        .filter(key -> get(key).filter(condition).isPresent())
        .toList()
        .forEach(this::remove);
  }

  /** All records in the order of their keys. */
  public Stream<T> all() {
    return from("", "");
  }

  /** The records whose key starts with these parts, in the order of their keys. */
  public Stream<T> below(String... parts) {
    String prefix = key(parts) + SEPARATOR;
    return from(prefix, prefix);
  }

  private Stream<T> from(String start, String prefix) {
    return keys(start, prefix).map(this::get).flatMap(Optional::stream);
  }

  private Stream<String> keys(String start, String prefix) {
    Iterator<String> keys = rows.keyIterator(start);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(keys, Spliterator.ORDERED), false)
        .takeWhile(key -> key.startsWith(prefix));
  }

  private void requireWriter() {
    if (!writer.isHeldByCurrentThread()) {
      throw new IllegalStateException("a table is changed inside Database.write only");
    }
  }
}
