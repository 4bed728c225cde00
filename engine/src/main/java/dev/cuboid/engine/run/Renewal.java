package dev.cuboid.engine.run;

import dev.cuboid.engine.trace.Span;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The renewal of a cached result, in a trace of its own. An observer is told of it when it first
 * asks a database: most renewals find that there is nothing to be done. Thread-safe.
 */
final class Renewal implements Span {

  private final Span cause;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Told> told = Optional.empty();

  /**
   * @param cause of the renewal, which it is not part of
   */
  Renewal(Span cause) {
    this.cause = cause;
  }

  /**
   * What an observer was told of.
   *
   * @param renewal the whole
   * @param cache the decision between the cache and the database
   */
  private record Told(Span renewal, Span cache) {}

  @Override
  public Span begin(String name) {
    return told().cache.begin(name);
  }

  @Override
  public Span beginCaused(String name) {
    return told().cache.beginCaused(name);
  }

  @Override
  public Span beginQuery(String dbType, String dataSource, String sql) {
    return told().cache.beginQuery(dbType, dataSource, sql);
  }

  @Override
  public void set(String attribute, String value) {
    toldSoFar().ifPresent(steps -> steps.cache.set(attribute, value));
  }

  @Override
  public void fail(String type) {
    toldSoFar()
        .ifPresent(
            steps -> {
              steps.cache.fail(type);
              steps.renewal.fail(type);
            });
  }

  @Override
  public void close() {
    toldSoFar()
        .ifPresent(
            steps -> {
              steps.cache.close();
              steps.renewal.close();
            });
  }

  private Optional<Told> toldSoFar() {
    lock.lock();
    try {
      return told;
    } finally {
      lock.unlock();
    }
  }

  private Told told() {
    lock.lock();
    try {
      Told steps = told.orElseGet(this::tell);
      told = Optional.of(steps);
      return steps;
    } finally {
      lock.unlock();
    }
  }

  private Told tell() {
    Span renewal = cause.beginCaused("renew");
    return new Told(renewal, renewal.begin("cache"));
  }
}
