package dev.cuboid.cognito.store;

import dev.cuboid.cognito.json.Json;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * Records of one type, as JSON in the file and as themselves in memory. A database without a file
 * never prints one, which lets it start sooner.
 */
final class RecordType<T> extends BasicDataType<T> {

  /** Of a record in memory, in bytes: a guess, by which the store decides how large a page is. */
  private static final int MEMORY = 512;

  /** How a text stands in the files of this store where no type is given. */
  private static final ObjectDataType TEXT = new ObjectDataType();

  private final Class<T> type;

  RecordType(Class<T> type) {
    this.type = type;
  }

  @Override
  public int getMemory(T row) {
    return MEMORY;
  }

  @Override
  public void write(WriteBuffer buffer, T row) {
    TEXT.write(buffer, Json.write(row));
  }

  @Override
  public T read(ByteBuffer buffer) {
    return Json.read((String) TEXT.read(buffer), type);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T[] createStorage(int size) {
    return (T[]) new Object[size];
  }
}
