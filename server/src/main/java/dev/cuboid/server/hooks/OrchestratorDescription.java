package dev.cuboid.server.hooks;

import dev.cuboid.script.ScriptFunction;
import dev.cuboid.server.hooks.OrchestratorOptions.QueueOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@link OrchestratorOptions} from the object that a {@code cube.js} has for them. */
final class OrchestratorDescription {

  static final String NAME = "orchestratorOptions";

  private static final String QUERY_CACHE = "queryCacheOptions";
  private static final String QUEUE = "queueOptions";
  private static final String QUEUE_PATH = NAME + '.' + QUERY_CACHE + '.' + QUEUE;
  private static final String CONTINUE_WAIT = "continueWaitTimeout";
  private static final String CONCURRENCY = "concurrency";
  private static final String EXECUTION = "executionTimeout";
  private static final String ORPHANED = "orphanedTimeout";
  private static final String BACKGROUND_RENEW = "backgroundRenew";
  private static final String RENEWAL_THRESHOLD = "refreshKeyRenewalThreshold";
  private static final int LONGEST_WAIT_SECONDS = 90;

  private static final Set<String> EFFECTIVE = Set.of(CONTINUE_WAIT, QUERY_CACHE);
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "redisPrefix",
          "skipExternalCacheAndQueue",
          "rollupOnlyMode",
          "testConnectionTimeout",
          "preAggregationsOptions");
  private static final Set<String> CACHE_EFFECTIVE =
      Set.of(RENEWAL_THRESHOLD, BACKGROUND_RENEW, QUEUE);
  private static final Set<String> CACHE_WITHOUT_EFFECT = Set.of("externalQueueOptions");
  private static final Set<String> QUEUE_EFFECTIVE =
      Set.of(CONCURRENCY, CONTINUE_WAIT, EXECUTION, ORPHANED);
  private static final Set<String> QUEUE_WITHOUT_EFFECT =
      Set.of("heartBeatInterval", "sendProcessMessageFn", "sendCancelMessageFn");

  private OrchestratorDescription() {}

  /**
   * What the object says.
   *
   * @param described {@code orchestratorOptions}, or what it gave as a function
   * @param call calls a function of the script with a text
   */
  static OrchestratorOptions read(
      @Nullable Object described, BiFunction<ScriptFunction, String, @Nullable Object> call) {
    Map<String, Object> orchestrator = object(described);
    Map<String, Object> queryCache = object(orchestrator.get(QUERY_CACHE));
    return new OrchestratorOptions(
        seconds(orchestrator, CONTINUE_WAIT),
        seconds(queryCache, RENEWAL_THRESHOLD).filter(Duration::isPositive),
        queryCache.get(BACKGROUND_RENEW) instanceof Boolean renew
            ? Optional.of(renew)
            : Optional.empty(),
        queue(queryCache.get(QUEUE), call));
  }

  private static Function<String, QueueOptions> queue(
      @Nullable Object described, BiFunction<ScriptFunction, String, @Nullable Object> call) {
    if (!(described instanceof ScriptFunction function)) {
      QueueOptions same = queue(object(described));
      return dataSource -> same;
    }
    return dataSource -> {
      Map<String, Object> options = object(call.apply(function, dataSource));
      List<String> mistakes = new ArrayList<>();
      queueMistakes(options, mistakes);
      refuse(mistakes);
      return queue(options);
    };
  }

  private static QueueOptions queue(Map<String, Object> options) {
    return new QueueOptions(
        options.get(CONCURRENCY) instanceof Number number
            ? Optional.of(number.intValue())
            : Optional.empty(),
        seconds(options, CONTINUE_WAIT),
        seconds(options, EXECUTION).filter(Duration::isPositive),
        seconds(options, ORPHANED).filter(Duration::isPositive));
  }

  /**
   * @throws HookException where something is wrong with what a function gave
   */
  static void require(@Nullable Object described) {
    if (described != null && !(described instanceof Map)) {
      refuse(List.of("\"" + NAME + "\" must be of type object"));
    }
    refuse(mistakes(described));
  }

  private static void refuse(List<String> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new HookException(
          "Error: Invalid cube-server-core options: " + String.join(". ", mistakes));
    }
  }

  /** What is wrong with the object, in Cube's words. */
  static List<String> mistakes(@Nullable Object described) {
    List<String> mistakes = new ArrayList<>();
    Map<String, Object> orchestrator = object(described);
    Map<String, Object> queryCache = object(orchestrator.get(QUERY_CACHE));
    String queryCachePath = NAME + '.' + QUERY_CACHE;
    unknown(NAME, orchestrator, EFFECTIVE, WITHOUT_EFFECT, mistakes);
    number(NAME, orchestrator, CONTINUE_WAIT, 0, LONGEST_WAIT_SECONDS, mistakes);
    unknown(queryCachePath, queryCache, CACHE_EFFECTIVE, CACHE_WITHOUT_EFFECT, mistakes);
    number(queryCachePath, queryCache, RENEWAL_THRESHOLD, 0, Integer.MAX_VALUE, mistakes);
    if (queryCache.containsKey(BACKGROUND_RENEW)
        && !(queryCache.get(BACKGROUND_RENEW) instanceof Boolean)) {
      mistakes.add("\"" + queryCachePath + '.' + BACKGROUND_RENEW + "\" must be a boolean");
    }
    queueMistakes(object(queryCache.get(QUEUE)), mistakes);
    return mistakes;
  }

  private static void queueMistakes(Map<String, Object> queue, List<String> mistakes) {
    unknown(QUEUE_PATH, queue, QUEUE_EFFECTIVE, QUEUE_WITHOUT_EFFECT, mistakes);
    number(QUEUE_PATH, queue, CONCURRENCY, 1, Integer.MAX_VALUE, mistakes);
    number(QUEUE_PATH, queue, CONTINUE_WAIT, 0, LONGEST_WAIT_SECONDS, mistakes);
    number(QUEUE_PATH, queue, EXECUTION, 0, Integer.MAX_VALUE, mistakes);
    number(QUEUE_PATH, queue, ORPHANED, 0, Integer.MAX_VALUE, mistakes);
    if (queue.get(CONCURRENCY) instanceof Number number && number.doubleValue() % 1 != 0) {
      mistakes.add("\"" + QUEUE_PATH + '.' + CONCURRENCY + "\" must be an integer");
    }
  }

  /** The names of options that are accepted and do nothing. */
  static List<String> withoutEffect(@Nullable Object described) {
    List<String> names = new ArrayList<>();
    Map<String, Object> orchestrator = object(described);
    Map<String, Object> queryCache = object(orchestrator.get(QUERY_CACHE));
    orchestrator.keySet().stream().filter(WITHOUT_EFFECT::contains).forEach(names::add);
    queryCache.keySet().stream().filter(CACHE_WITHOUT_EFFECT::contains).forEach(names::add);
    object(queryCache.get(QUEUE)).keySet().stream()
        .filter(QUEUE_WITHOUT_EFFECT::contains)
        .forEach(names::add);
    return names;
  }

  private static void unknown(
      String path,
      Map<String, Object> options,
      Set<String> effective,
      Set<String> withoutEffect,
      List<String> mistakes) {
    options.keySet().stream()
        .filter(name -> !effective.contains(name) && !withoutEffect.contains(name))
        .forEach(name -> mistakes.add("\"" + path + '.' + name + "\" is not allowed"));
  }

  private static void number(
      String path,
      Map<String, Object> options,
      String option,
      int least,
      int most,
      List<String> mistakes) {
    @Nullable Object value = options.get(option);
    if (value == null) {
      return;
    }
    String name = "\"" + path + '.' + option + '"';
    if (!(value instanceof Number number)) {
      mistakes.add(name + " must be a number");
    } else if (number.doubleValue() < least) {
      mistakes.add(name + " must be greater than or equal to " + least);
    } else if (number.doubleValue() > most) {
      mistakes.add(name + " must be less than or equal to " + most);
    }
  }

  private static Optional<Duration> seconds(Map<String, Object> options, String name) {
    return options.get(name) instanceof Number number
        ? Optional.of(Duration.ofMillis(Math.round(number.doubleValue() * 1000)))
        : Optional.empty();
  }

  private static Map<String, Object> object(@Nullable Object described) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (described instanceof Map<?, ?> map) {
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
