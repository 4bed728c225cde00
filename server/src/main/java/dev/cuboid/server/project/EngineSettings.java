package dev.cuboid.server.project;

import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.QuerySettings;
import dev.cuboid.server.hooks.OrchestratorOptions;
import java.time.Duration;
import java.util.Optional;

/** Reads from the settings how much is cached, and how long is waited. */
public final class EngineSettings {

  /** For how long a result that nobody asks for is renewed. */
  private static final Duration RENEW_WINDOW = Duration.ofMinutes(10);

  private EngineSettings() {}

  /**
   * @param orchestrator what the project's {@code cube.js} says of it
   */
  public static EngineOptions read(
      Environment environment, Optional<OrchestratorOptions> orchestrator) {
    EngineOptions defaults = EngineOptions.defaults();
    return new EngineOptions(
        environment.find(QuerySettings.CACHE_SIZE).orElse(defaults.cacheBytes()),
        defaults.cacheExpiry(),
        orchestrator
            .flatMap(OrchestratorOptions::continueWaitTimeout)
            .orElse(defaults.continueWaitTimeout()),
        orchestrator.flatMap(OrchestratorOptions::orphanedTimeout).orElse(defaults.orphanTimeout()),
        environment.get(QuerySettings.QUEUE_SIZE),
        orchestrator.map(OrchestratorOptions::backgroundRenew).orElse(defaults.backgroundRenew()),
        environment.get(QuerySettings.REFRESH_WORKER) ? RENEW_WINDOW : Duration.ZERO);
  }
}
