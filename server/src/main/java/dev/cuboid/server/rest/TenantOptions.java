package dev.cuboid.server.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cuboid.engine.run.LoadOptions;
import dev.cuboid.server.hooks.OrchestratorOptions;
import dev.cuboid.server.hooks.OrchestratorOptions.QueueOptions;
import dev.cuboid.server.hooks.ProjectHooks.OrchestratorHook;
import java.time.Duration;
import java.util.Optional;

/**
 * What the project says of the queries of each tenant. It is asked once for each tenant and data
 * source, and now and then anew. Thread-safe.
 */
final class TenantOptions {

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  private record Key(String cacheScope, String dataSource) {}

  private final Optional<OrchestratorHook> hook;
  private final Cache<Key, LoadOptions> known =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(KEPT)
          .executor(Runnable::run)
          .build();

  TenantOptions(Optional<OrchestratorHook> hook) {
    this.hook = hook;
  }

  /** What holds for a caller's queries of a data source. */
  LoadOptions of(Caller caller, String dataSource) {
    if (hook.isEmpty()) {
      return LoadOptions.DEFAULT;
    }
    Key key = new Key(caller.cacheScope(), dataSource);
    LoadOptions options = known.getIfPresent(key);
    if (options == null) {
      // Outside of the cache's locks: it calls the project's code.
      options = read(hook.get().options(caller.hookContext()), dataSource);
      known.put(key, options);
    }
    return options;
  }

  private static LoadOptions read(OrchestratorOptions options, String dataSource) {
    QueueOptions queue = options.queue().apply(dataSource);
    return new LoadOptions(
        options.continueWaitTimeout().or(queue::continueWaitTimeout),
        queue.orphanedTimeout(),
        queue.executionTimeout(),
        options.backgroundRenew(),
        options.refreshKeyRenewalThreshold(),
        queue.concurrency());
  }
}
