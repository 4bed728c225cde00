package dev.cuboid.server.project;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compiled model of a project. In development mode a saved file is served at the next request;
 * a broken one is reported, and the last good model keeps serving. Thread-safe.
 */
public final class ProjectModel {

  private static final Logger log = LoggerFactory.getLogger(ProjectModel.class);

  private record State(String fingerprint, Optional<DataModel> model, List<ModelError> errors) {}

  private final ModelFolder folder;
  private final ModelCompiler compiler;
  private final boolean live;
  private final ContextValues compileContext;
  private final ReentrantLock compiling = new ReentrantLock();
  private volatile @Nullable State state;

  /**
   * @param live whether files are looked at again at each request
   */
  public ProjectModel(ModelFolder folder, ModelCompiler compiler, boolean live) {
    this(folder, compiler, live, ContextValues.empty());
  }

  /**
   * @param compileContext what {@code COMPILE_CONTEXT} reads
   */
  ProjectModel(
      ModelFolder folder, ModelCompiler compiler, boolean live, ContextValues compileContext) {
    this.folder = folder;
    this.compiler = compiler;
    this.live = live;
    this.compileContext = compileContext;
  }

  /**
   * The model to answer with.
   *
   * @throws ModelException where there is no good one
   */
  public DataModel current() {
    State now = refreshed();
    return now.model().orElseThrow(() -> new ModelException(now.errors()));
  }

  /** What is wrong with the files as they are now. */
  public List<ModelError> errors() {
    return refreshed().errors();
  }

  public ModelFolder folder() {
    return folder;
  }

  private State refreshed() {
    State before = state;
    if (before != null && !live) {
      return before;
    }
    compiling.lock();
    try {
      String fingerprint = folder.fingerprint();
      State known = state;
      if (known != null && known.fingerprint().equals(fingerprint)) {
        return known;
      }
      State compiled = compile(fingerprint, known);
      state = compiled;
      return compiled;
    } catch (IOException e) {
      return unreadable(e);
    } finally {
      compiling.unlock();
    }
  }

  private State compile(String fingerprint, @Nullable State before) throws IOException {
    Optional<DataModel> lastGood = before == null ? Optional.empty() : before.model();
    try {
      DataModel model = compiler.compile(folder.read(), compileContext);
      log.info("compiled the data model: {} cubes and views", model.cubes().size());
      return new State(fingerprint, Optional.of(model), List.of());
    } catch (ModelException e) {
      log.error("the data model does not compile:\n{}", e.getMessage());
      return new State(fingerprint, lastGood, e.errors());
    }
  }

  private State unreadable(IOException e) {
    ModelError error =
        new ModelError(
            Optional.empty(),
            Optional.empty(),
            "the model's files cannot be read: " + e.getMessage());
    State before = state;
    return new State("", before == null ? Optional.empty() : before.model(), List.of(error));
  }
}
