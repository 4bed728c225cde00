package dev.cuboid.server.project;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps as many values as fit, those that were used last. Thread-safe.
 *
 * @param <K> by which a value is found
 * @param <V> what is kept
 */
public final class LeastRecentlyUsed<K, V> {

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  /**
   * @param capacity at least 1
   */
  public LeastRecentlyUsed(int capacity) {
    this.capacity = capacity;
  }

  public Optional<V> find(K key) {
    lock.lock();
    try {
      return Optional.ofNullable(values.get(key));
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a value, and lets go of the one that was not used for longest, where there are many. */
  public void put(K key, V value) {
    lock.lock();
    try {
      values.put(key, value);
      if (values.size() > capacity) {
        values.remove(values.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }
}
