package dev.cuboid.server.hooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long queries are waited for: Cube's {@code orchestratorOptions}, as an object.
 *
 * @param continueWaitTimeout how long a request waits before its client is told to ask again
 * @param orphanedTimeout after which a query that nobody asks for any more is cancelled
 * @param backgroundRenew whether cached results are served while fresh ones are prepared
 * @see <a
 *     href="https://cube.dev/docs/product/configuration/reference/config#orchestrator_options">orchestratorOptions
 *     </a>
 */
public record OrchestratorOptions(
    Optional<Duration> continueWaitTimeout,
    Optional<Duration> orphanedTimeout,
    boolean backgroundRenew) {

  static final String NAME = "orchestratorOptions";

  private static final String QUERY_CACHE = "queryCacheOptions";
  private static final String QUEUE = "queueOptions";
  private static final String CONTINUE_WAIT = "continueWaitTimeout";
  private static final String ORPHANED = "orphanedTimeout";
  private static final String BACKGROUND_RENEW = "backgroundRenew";
  private static final int LONGEST_WAIT_SECONDS = 90;

  private static final Set<String> OPTIONS =
      Set.of(
          CONTINUE_WAIT,
          "redisPrefix",
          "skipExternalCacheAndQueue",
          "rollupOnlyMode",
          "testConnectionTimeout",
          QUERY_CACHE,
          "preAggregationsOptions");
  private static final Set<String> QUERY_CACHE_OPTIONS =
      Set.of("refreshKeyRenewalThreshold", BACKGROUND_RENEW, QUEUE, "externalQueueOptions");
  private static final Set<String> QUEUE_OPTIONS =
      Set.of(
          "concurrency",
          CONTINUE_WAIT,
          "executionTimeout",
          ORPHANED,
          "heartBeatInterval",
          "sendProcessMessageFn",
          "sendCancelMessageFn");

  /** The options of a {@code cube.js}; without effect where they are a function. */
  static OrchestratorOptions of(Map<String, Object> options) {
    Map<String, Object> orchestrator = object(options, NAME);
    Map<String, Object> queryCache = object(orchestrator, QUERY_CACHE);
    Map<String, Object> queue = object(queryCache, QUEUE);
    return new OrchestratorOptions(
        seconds(orchestrator, CONTINUE_WAIT).or(() -> seconds(queue, CONTINUE_WAIT)),
        seconds(queue, ORPHANED),
        Boolean.TRUE.equals(queryCache.get(BACKGROUND_RENEW)));
  }

  /** What is wrong with the options, in Cube's words. */
  static List<String> mistakes(Map<String, Object> options) {
    List<String> mistakes = new ArrayList<>();
    Map<String, Object> orchestrator = object(options, NAME);
    Map<String, Object> queryCache = object(orchestrator, QUERY_CACHE);
    Map<String, Object> queue = object(queryCache, QUEUE);
    String queryCachePath = NAME + '.' + QUERY_CACHE;
    unknown(NAME, orchestrator, OPTIONS, mistakes);
    unknown(queryCachePath, queryCache, QUERY_CACHE_OPTIONS, mistakes);
    unknown(queryCachePath + '.' + QUEUE, queue, QUEUE_OPTIONS, mistakes);
    wait(NAME, orchestrator, mistakes);
    wait(queryCachePath + '.' + QUEUE, queue, mistakes);
    return mistakes;
  }

  /** The names of options that are accepted and do nothing. */
  static List<String> withoutEffect(Map<String, Object> options) {
    List<String> names = new ArrayList<>();
    if (options.containsKey(NAME) && !(options.get(NAME) instanceof Map)) {
      names.add(NAME + " as a function");
    }
    Map<String, Object> orchestrator = object(options, NAME);
    Map<String, Object> queryCache = object(orchestrator, QUERY_CACHE);
    Map<String, Object> queue = object(queryCache, QUEUE);
    others(orchestrator, Set.of(CONTINUE_WAIT, QUERY_CACHE), names);
    others(queryCache, Set.of(BACKGROUND_RENEW, QUEUE), names);
    others(queue, Set.of(CONTINUE_WAIT, ORPHANED), names);
    if (queryCache.containsKey(QUEUE) && !(queryCache.get(QUEUE) instanceof Map)) {
      names.add(QUEUE + " as a function");
    }
    return names;
  }

  private static void others(
      Map<String, Object> options, Set<String> effective, List<String> names) {
    options.keySet().stream().filter(name -> !effective.contains(name)).forEach(names::add);
  }

  private static void unknown(
      String path, Map<String, Object> options, Set<String> known, List<String> mistakes) {
    options.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> mistakes.add("\"" + path + '.' + name + "\" is not allowed"));
  }

  private static void wait(String path, Map<String, Object> options, List<String> mistakes) {
    Object value = options.get(CONTINUE_WAIT);
    if (value == null) {
      return;
    }
    String name = "\"" + path + '.' + CONTINUE_WAIT + '"';
    if (!(value instanceof Number number)) {
      mistakes.add(name + " must be a number");
    } else if (number.doubleValue() < 0) {
      mistakes.add(name + " must be greater than or equal to 0");
    } else if (number.doubleValue() > LONGEST_WAIT_SECONDS) {
      mistakes.add(name + " must be less than or equal to " + LONGEST_WAIT_SECONDS);
    }
  }

  private static Optional<Duration> seconds(Map<String, Object> options, String name) {
    return options.get(name) instanceof Number number
        ? Optional.of(Duration.ofMillis(Math.round(number.doubleValue() * 1000)))
        : Optional.empty();
  }

  private static Map<String, Object> object(Map<String, Object> options, String name) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (options.get(name) instanceof Map<?, ?> map) {
      map.forEach(
          (@Nullable Object key, @Nullable Object value) -> {
            if (value != null) {
              object.put(String.valueOf(key), value);
            }
          });
    }
    return object;
  }
}
