package dev.cuboid.server.project;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelException;
import dev.cuboid.server.hooks.ModelRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The models of a project's tenants. Tenants with the same files share a model, unless what the
 * files read of {@code COMPILE_CONTEXT} differs; it is that of a tenant's first request.
 * Thread-safe.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/multitenancy">Cube, multitenancy</a>
 */
public final class TenantModels {

  /**
   * Whose model it is to be.
   *
   * @param appId names the tenant
   * @param compileContext what {@code COMPILE_CONTEXT} reads
   * @param schemaVersion of its files; a new one lets them be read again
   * @param repository from where they come, if not from the project's own folder
   * @param loaded is told of each model that is loaded for the tenant, before it answers
   */
  public record Tenant(
      String appId,
      ContextValues compileContext,
      String schemaVersion,
      Optional<Supplier<ModelRepository>> repository,
      Consumer<DataModel> loaded) {}

  private final Path project;
  private final ModelCompiler compiler;
  private final boolean live;
  private final FolderFiles ownFiles;
  private final CompiledModels compiled;
  private final ProjectModel shared;
  private final LeastRecentlyUsed<String, ProjectModel> tenants;
  private final ReentrantLock creating = new ReentrantLock();

  /**
   * @param project the folder to which the paths of repositories are relative
   * @param folder of the files of all tenants that have none of their own
   * @param live whether files are looked at again at each request
   * @param capacity how many tenants' models are kept
   * @param loaded is told of each model that is loaded for nobody in particular
   */
  public TenantModels(
      Path project,
      ModelFolder folder,
      ModelCompiler compiler,
      InstantSource clock,
      boolean live,
      int capacity,
      Consumer<DataModel> loaded) {
    this.project = project;
    this.compiler = compiler;
    this.live = live;
    this.ownFiles = new FolderFiles(folder, compiler);
    this.compiled = new CompiledModels(compiler, clock);
    this.shared = new ProjectModel(ownFiles, compiled, live, ContextValues.empty(), loaded);
    this.tenants = new LeastRecentlyUsed<>(capacity);
  }

  /** The model of the project's own folder, for nobody in particular. */
  public ProjectModel shared() {
    return shared;
  }

  /**
   * Whether the files of the project's own folder read anything of {@code COMPILE_CONTEXT}.
   *
   * @throws IOException where they cannot be read
   */
  public boolean differByTenant() throws IOException {
    return !ownFiles.latest().reads().paths().isEmpty();
  }

  /** How often models were compiled. */
  public Compilations compilations() {
    return compiled.counted();
  }

  /**
   * The model to answer with.
   *
   * @param tenant empty where the project does not tell tenants apart
   * @throws ModelException where there is no good one
   */
  public DataModel of(Optional<Tenant> tenant) {
    return tenant.isEmpty()
        ? shared.current("")
        : modelOf(tenant.get()).current(tenant.get().schemaVersion());
  }

  /**
   * The model to answer a developer with, who is told of what a saved file has broken.
   *
   * @param tenant empty where the project does not tell tenants apart
   * @throws ModelException where there is no good one, or while the server is live, where the files
   *     as they are now do not make one
   */
  public DataModel asSaved(Optional<Tenant> tenant) {
    return tenant.isEmpty()
        ? shared.asSaved("")
        : modelOf(tenant.get()).asSaved(tenant.get().schemaVersion());
  }

  private ProjectModel modelOf(Tenant tenant) {
    Optional<ProjectModel> known = tenants.find(tenant.appId());
    if (known.isPresent()) {
      return known.get();
    }
    // Outside of the lock: it calls the project's code.
    ModelFilesSource files = tenant.repository().map(own -> filesOf(own.get())).orElse(ownFiles);
    creating.lock();
    try {
      return tenants
          .find(tenant.appId())
          .orElseGet(
              () -> {
                ProjectModel model =
                    new ProjectModel(
                        files, compiled, live, tenant.compileContext(), tenant.loaded());
                tenants.put(tenant.appId(), model);
                return model;
              });
    } finally {
      creating.unlock();
    }
  }

  private ModelFilesSource filesOf(ModelRepository repository) {
    return switch (repository) {
      case ModelRepository.Folder folder ->
          new FolderFiles(ModelFolder.of(project, Optional.of(folder.path().toString())), compiler);
      case ModelRepository.Listing listing -> new ListedFiles(listing.lister(), compiler);
    };
  }
}
