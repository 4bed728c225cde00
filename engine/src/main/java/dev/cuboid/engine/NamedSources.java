package dev.cuboid.engine;

import dev.cuboid.engine.EngineMetrics.DataSourceMetrics;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.Outcomes;
import dev.cuboid.engine.run.Target;
import dev.cuboid.engine.schedule.QueryQueue;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.Source;
import dev.cuboid.engine.source.Sources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The databases of an engine: those that all share, and those of single tenants, which are opened
 * at their first query and closed when nobody has asked for them for long. Thread-safe.
 */
final class NamedSources implements AutoCloseable {

  /** Far longer than a request may wait between looking a database up and asking it. */
  private static final Duration KEPT = Duration.ofMinutes(30);

  /** Says who a database belongs to: equal descriptions are one database. */
  private record Key(String name, DataSourceConfig config) {}

  private final Map<String, NamedSource> shared = new LinkedHashMap<>();
  private final Map<Key, NamedSource> owned = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final int queueCapacity;
  private final Clock clock;

  NamedSources(Map<String, DataSourceConfig> shared, int queueCapacity, Clock clock) {
    this.queueCapacity = queueCapacity;
    this.clock = clock;
    shared.forEach((name, config) -> this.shared.put(name, create(name, config)));
  }

  /**
   * @throws DatabaseException if there is none of that name
   */
  NamedSource shared(String name) {
    NamedSource source = shared.get(name);
    if (source == null) {
      throw new DatabaseException(
          "The %s data source is missing in the declared CUBEJS_DATASOURCES.".formatted(name));
    }
    return source;
  }

  /** The database to ask under that name. */
  NamedSource find(String name, Optional<DataSourceConfig> own) {
    return own.map(config -> owned(name, config)).orElseGet(() -> shared(name));
  }

  /** By name; what several databases of one name do counts together. */
  Map<String, DataSourceMetrics> metrics() {
    Map<String, DataSourceMetrics> metrics = new LinkedHashMap<>();
    for (NamedSource source : all()) {
      metrics.merge(source.name(), source.metrics(), DataSourceMetrics::plus);
    }
    return metrics;
  }

  /** Closes the databases of tenants who have not been seen for long. */
  void closeIdle() {
    Instant limit = clock.instant().minus(KEPT);
    List<NamedSource> idle = new ArrayList<>();
    lock.lock();
    try {
      for (Iterator<NamedSource> each = owned.values().iterator(); each.hasNext(); ) {
        NamedSource source = each.next();
        if (source.isIdleSince(limit)) {
          each.remove();
          idle.add(source);
        }
      }
    } finally {
      lock.unlock();
    }
    idle.forEach(NamedSource::close);
  }

  @Override
  public void close() {
    all().forEach(NamedSource::close);
  }

  private NamedSource owned(String name, DataSourceConfig config) {
    lock.lock();
    try {
      NamedSource source =
          owned.computeIfAbsent(new Key(name, config), key -> create(name, config));
      source.use(clock.instant());
      return source;
    } finally {
      lock.unlock();
    }
  }

  private List<NamedSource> all() {
    lock.lock();
    try {
      List<NamedSource> all = new ArrayList<>(shared.values());
      all.addAll(owned.values());
      return all;
    } finally {
      lock.unlock();
    }
  }

  private NamedSource create(String name, DataSourceConfig config) {
    DataSourceConfig.Limits limits = config.limits();
    QueryQueue queue =
        new QueryQueue(name, limits.concurrency(), limits.maxConnections(), queueCapacity);
    return new NamedSource(
        name,
        new Target(
            config.dbType(),
            Sources.create(name, config),
            queue,
            limits.queryTimeout(),
            new Outcomes()),
        clock.instant());
  }

  /** A database. */
  static final class NamedSource {

    private final String name;
    private final Target target;
    private volatile Instant lastUse;

    private NamedSource(String name, Target target, Instant now) {
      this.name = name;
      this.target = target;
      this.lastUse = now;
    }

    String name() {
      return name;
    }

    String dbType() {
      return target.dbType();
    }

    Target target() {
      return target;
    }

    private void use(Instant now) {
      lastUse = now;
    }

    private boolean isIdleSince(Instant limit) {
      return lastUse.isBefore(limit)
          && target.queue().waiting() == 0
          && target.queue().running() == 0;
    }

    private DataSourceMetrics metrics() {
      Source.ConnectionCount connections = target.source().connections();
      Outcomes outcomes = target.outcomes();
      return new DataSourceMetrics(
          target.queue().waiting(),
          target.queue().running(),
          connections.open(),
          connections.busy(),
          outcomes.succeeded(),
          outcomes.failed(),
          outcomes.cancelled(),
          outcomes.timedOut());
    }

    private void close() {
      target.queue().close();
      target.source().close();
    }
  }
}
