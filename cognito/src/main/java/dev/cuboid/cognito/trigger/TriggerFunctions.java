package dev.cuboid.cognito.trigger;

import dev.cuboid.cognito.pool.LambdaConfig;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.script.ScriptEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds a pool's functions. What the pool's {@code LambdaConfig} names comes first: the function of
 * an ARN is the file of that name in the trigger directory, an HTTP address is called. Otherwise a
 * file named after the trigger serves every pool, such as {@code pre-token-generation.js}; {@code
 * pre-token-generation.v2.js} takes the event of version 2. Thread-safe.
 */
public final class TriggerFunctions implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final List<String> ENDINGS = List.of(".js", ".cjs", ".mjs");
  private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  /** A function and the version of the event that it takes. */
  record Found(LambdaFunction function, EventVersion version) {}

  private final Optional<Path> location;
  private final InstantSource clock;
  private final Map<String, LambdaFunction> functions = new ConcurrentHashMap<>();
  private final ReentrantLock lazyLock = new ReentrantLock();
  private @Nullable ScriptEngine engine;
  private @Nullable HttpClient http;

  /**
   * The functions of a directory, or of one handler file.
   *
   * @param location the directory or the file; nothing for none
   */
  public TriggerFunctions(Optional<Path> location, InstantSource clock) {
    this.location = location;
    this.clock = clock;
  }

  /** Loads the pre-token-generation handler, so that the first sign-in need not wait for it. */
  public void prepare() {
    conventional(TriggerKind.PRE_TOKEN_GENERATION)
        .map(Found::function)
        .filter(ScriptLambda.class::isInstance)
        .map(ScriptLambda.class::cast)
        .ifPresent(ScriptLambda::prepare);
  }

  Optional<Found> find(UserPool pool, TriggerKind kind) {
    LambdaConfig config = pool.settings().triggers();
    Optional<LambdaConfig.VersionedFunction> versioned =
        kind == TriggerKind.PRE_TOKEN_GENERATION
            ? config.preTokenGenerationConfig()
            : Optional.empty();
    if (versioned.isPresent()) {
      EventVersion version =
          EventVersion.of(versioned.get().lambdaVersion()).orElse(EventVersion.V1);
      return Optional.of(new Found(named(versioned.get().lambdaArn()), version));
    }
    Optional<String> configured = kind.configured(config);
    if (configured.isPresent()) {
      return Optional.of(new Found(named(configured.get()), EventVersion.V1));
    }
    return conventional(kind);
  }

  @Override
  public void close() {
    for (LambdaFunction function : functions.values()) {
      if (function instanceof ScriptLambda script) {
        script.close();
      }
    }
    lazyLock.lock();
    try {
      if (engine != null) {
        engine.close();
      }
      if (http != null) {
        http.close();
      }
    } finally {
      lazyLock.unlock();
    }
  }

  private Optional<Found> conventional(TriggerKind kind) {
    if (location.isEmpty()) {
      return Optional.empty();
    }
    if (kind == TriggerKind.PRE_TOKEN_GENERATION) {
      Optional<Found> later =
          file(kind.fileStem() + ".v3")
              .map(path -> new Found(script(path), EventVersion.V3))
              .or(
                  () ->
                      file(kind.fileStem() + ".v2")
                          .map(path -> new Found(script(path), EventVersion.V2)));
      if (later.isPresent()) {
        return later;
      }
    }
    return file(kind.fileStem()).map(path -> new Found(script(path), EventVersion.V1));
  }

  /** The function of an ARN, an HTTP address, or a plain name. */
  private LambdaFunction named(String reference) {
    if (reference.startsWith("http://") || reference.startsWith("https://")) {
      return functions.computeIfAbsent(
          reference, address -> new HttpFunction(URI.create(address), http(), LIMIT));
    }
    String name = functionName(reference);
    return file(name).<LambdaFunction>map(this::script).orElseGet(() -> new MissingFunction(name));
  }

  private static String functionName(String reference) {
    int marker = reference.indexOf(":function:");
    if (marker < 0) {
      return reference;
    }
    String name = reference.substring(marker + ":function:".length());
    int qualifier = name.indexOf(':');
    return qualifier < 0 ? name : name.substring(0, qualifier);
  }

  private Optional<Path> file(String stem) {
    if (location.isEmpty() || !FUNCTION_NAME.matcher(stem).matches()) {
      return Optional.empty();
    }
    Path place = location.get();
    for (String ending : ENDINGS) {
      Path candidate = Files.isDirectory(place) ? place.resolve(stem + ending) : place;
      boolean sameName = String.valueOf(candidate.getFileName()).equals(stem + ending);
      if (sameName && Files.isRegularFile(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private LambdaFunction script(Path path) {
    return functions.computeIfAbsent(path.toString(), _ -> new ScriptLambda(path, engine(), LIMIT));
  }

  /** The engine is heavy; who has no handler never pays for it. */
  private ScriptEngine engine() {
    lazyLock.lock();
    try {
      ScriptEngine known = engine;
      if (known == null) {
        known = ScriptEngine.create(clock);
        engine = known;
      }
      return known;
    } finally {
      lazyLock.unlock();
    }
  }

  private HttpClient http() {
    lazyLock.lock();
    try {
      HttpClient known = http;
      if (known == null) {
        known = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
        http = known;
      }
      return known;
    } finally {
      lazyLock.unlock();
    }
  }

  /** Stands for a function that the pool names but nobody has. */
  private record MissingFunction(String name) implements LambdaFunction {

    @Override
    public JsonNode invoke(String event) throws FunctionException {
      throw new FunctionException(
          FunctionException.Cause.UNAVAILABLE,
          "there is no file " + name + ".js in the trigger directory");
    }
  }
}
