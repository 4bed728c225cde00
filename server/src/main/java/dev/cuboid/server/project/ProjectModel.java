package dev.cuboid.server.project;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The model of a project, or of one of its tenants. In development mode a saved file is served at
 * the next request. Where the files are broken the last good model keeps serving, but for
 * developers, who are told what is wrong. Thread-safe.
 */
public final class ProjectModel {

  /**
   * @param version for which the files were read
   * @param files as they were read; null where they could not be
   * @param outcome of them, which is held so that others can share it
   * @param model the last good one
   */
  private record State(
      String version,
      @Nullable ModelFiles files,
      CompiledModels.Outcome outcome,
      Optional<DataModel> model) {}

  private final ModelFilesSource source;
  private final CompiledModels compiled;
  private final boolean live;
  private final ContextValues compileContext;
  private final Consumer<DataModel> loaded;
  private volatile @Nullable State state;

  /**
   * @param live whether files are looked at again at each request
   * @param compileContext what {@code COMPILE_CONTEXT} reads
   * @param loaded is told of each new model; where it throws, the model does not answer
   */
  ProjectModel(
      ModelFilesSource source,
      CompiledModels compiled,
      boolean live,
      ContextValues compileContext,
      Consumer<DataModel> loaded) {
    this.source = source;
    this.compiled = compiled;
    this.live = live;
    this.compileContext = compileContext;
    this.loaded = loaded;
  }

  /**
   * The model to answer with.
   *
   * @param version of the files; a new one lets them be read again
   * @throws ModelException where there is no good one
   */
  DataModel current(String version) {
    State now = refreshed(version);
    return now.model().orElseThrow(() -> new ModelException(now.outcome().errors()));
  }

  /**
   * The model of the files as they are now, where the server is live; otherwise the one to answer
   * with.
   *
   * @throws ModelException where there is none
   */
  DataModel asSaved(String version) {
    if (!live) {
      return current(version);
    }
    CompiledModels.Outcome outcome = refreshed(version).outcome();
    return outcome.model().orElseThrow(() -> new ModelException(outcome.errors()));
  }

  /** What is wrong with the files as they are now. */
  public List<ModelError> errors() {
    State known = state;
    return refreshed(known == null ? "" : known.version()).outcome().errors();
  }

  private State refreshed(String version) {
    State before = state;
    boolean good =
        before != null && before.version().equals(version) && before.outcome().errors().isEmpty();
    if (before != null && good && !live) {
      return before;
    }
    try {
      ModelFiles files = source.latest();
      if (before != null && good && files.equals(before.files())) {
        return before;
      }
      CompiledModels.Outcome outcome = compiled.of(files.key(compileContext));
      return keep(version, files, outcome, before);
    } catch (IOException e) {
      return keep(version, null, CompiledModels.unreadable(e), before);
    }
  }

  private State keep(
      String version,
      @Nullable ModelFiles files,
      CompiledModels.Outcome outcome,
      @Nullable State before) {
    Optional<DataModel> lastGood = before == null ? Optional.empty() : before.model();
    outcome.model().filter(model -> !lastGood.equals(Optional.of(model))).ifPresent(loaded);
    State now = new State(version, files, outcome, outcome.model().or(() -> lastGood));
    state = now;
    return now;
  }
}
