package dev.cuboid.server.project;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles each model once, for as long as someone holds it. Thread-safe. */
final class CompiledModels {

  private static final Logger log = LoggerFactory.getLogger(CompiledModels.class);

  /** A file may fail because of what it fetches; that can be well a moment later. */
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(5);

  /**
   * What became of a key.
   *
   * @param model empty where there are errors
   * @param end when to try again
   */
  record Outcome(Optional<DataModel> model, List<ModelError> errors, Instant end) {}

  private final ModelCompiler compiler;
  private final InstantSource clock;
  private final Cache<ModelFiles.Key, Outcome> outcomes =
      Caffeine.newBuilder().weakValues().build();

  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder nanoseconds = new LongAdder();

  CompiledModels(ModelCompiler compiler, InstantSource clock) {
    this.compiler = compiler;
    this.clock = clock;
  }

  Outcome of(ModelFiles.Key key) {
    Outcome known = outcomes.get(key, this::compile);
    if (clock.instant().isBefore(known.end())) {
      return known;
    }
    outcomes.asMap().remove(key, known);
    return outcomes.get(key, this::compile);
  }

  Compilations counted() {
    return new Compilations(succeeded.sum(), failed.sum(), Duration.ofNanos(nanoseconds.sum()));
  }

  /** What became of files that could not be read. */
  static Outcome unreadable(IOException e) {
    ModelError error =
        new ModelError(
            Optional.empty(),
            Optional.empty(),
            "the model's files cannot be read: " + e.getMessage());
    return new Outcome(Optional.empty(), List.of(error), Instant.MIN);
  }

  private Outcome compile(ModelFiles.Key key) {
    long start = System.nanoTime();
    Outcome outcome = outcome(key);
    nanoseconds.add(System.nanoTime() - start);
    (outcome.model().isPresent() ? succeeded : failed).increment();
    return outcome;
  }

  private Outcome outcome(ModelFiles.Key key) {
    try {
      DataModel model = compiler.compile(key.files(), key.context());
      log.info("compiled the data model: {} cubes and views", model.cubes().size());
      return new Outcome(Optional.of(model), List.of(), Instant.MAX);
    } catch (ModelException e) {
      log.error("the data model does not compile:\n{}", e.getMessage());
      return new Outcome(Optional.empty(), e.errors(), clock.instant().plus(FAILURE_KEPT));
    }
  }
}
