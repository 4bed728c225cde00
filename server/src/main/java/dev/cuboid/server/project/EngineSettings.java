package dev.cuboid.server.project;

import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.QuerySettings;
import java.time.Duration;

/** Reads from the settings how much is cached, and how long is waited. */
public final class EngineSettings {

  /** For how long a result that nobody asks for is renewed. */
  private static final Duration RENEW_WINDOW = Duration.ofMinutes(10);

  private EngineSettings() {}

  /** What holds for all tenants. */
  public static EngineOptions read(Environment environment) {
    EngineOptions defaults = EngineOptions.defaults();
    return new EngineOptions(
        environment.find(QuerySettings.CACHE_SIZE).orElse(defaults.cacheBytes()),
        defaults.cacheExpiry(),
        defaults.continueWaitTimeout(),
        defaults.orphanTimeout(),
        environment.get(QuerySettings.QUEUE_SIZE),
        defaults.backgroundRenew(),
        QuerySettings.refreshInterval(environment).isPresent() ? RENEW_WINDOW : Duration.ZERO);
  }
}
