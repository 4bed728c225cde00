package dev.cuboid.server.project;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The models of a project's tenants. Tenants share one unless some file reads {@code
 * COMPILE_CONTEXT}; then each tenant has its own, made with the context of its first request.
 * Thread-safe.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/multitenancy">Cube, multitenancy</a>
 */
public final class TenantModels {

  private static final String COMPILE_CONTEXT = "COMPILE_CONTEXT";
  private static final String SHARED = "";

  /**
   * Whose model it is to be.
   *
   * @param appId names the tenant
   * @param compileContext what {@code COMPILE_CONTEXT} reads
   */
  public record Tenant(String appId, ContextValues compileContext) {}

  /**
   * A model, and who reads it.
   *
   * @param owner the tenant's name; empty where all share it
   */
  public record Served(String owner, DataModel model) {}

  private record Seen(String fingerprint, boolean readsContext) {}

  private final ProjectModel shared;
  private final ModelCompiler compiler;
  private final boolean live;
  private final LeastRecentlyUsed<String, ProjectModel> models;
  private final ReentrantLock creating = new ReentrantLock();
  private volatile @Nullable Seen seen;

  /**
   * @param shared the model of a project whose tenants do not differ
   * @param live whether files are looked at again at each request
   * @param capacity how many tenants' models are kept
   */
  public TenantModels(ProjectModel shared, ModelCompiler compiler, boolean live, int capacity) {
    this.shared = shared;
    this.compiler = compiler;
    this.live = live;
    this.models = new LeastRecentlyUsed<>(capacity);
  }

  /**
   * The model to answer with.
   *
   * @param tenant empty where the project does not tell tenants apart
   * @throws ModelException where there is no good one
   */
  public Served of(Optional<Tenant> tenant) {
    if (tenant.isEmpty() || !readsContext()) {
      return new Served(SHARED, shared.current());
    }
    return new Served(tenant.get().appId(), modelOf(tenant.get()).current());
  }

  private ProjectModel modelOf(Tenant tenant) {
    Optional<ProjectModel> known = models.find(tenant.appId());
    if (known.isPresent()) {
      return known.get();
    }
    creating.lock();
    try {
      return models
          .find(tenant.appId())
          .orElseGet(
              () -> {
                ProjectModel model =
                    new ProjectModel(shared.folder(), compiler, live, tenant.compileContext());
                models.put(tenant.appId(), model);
                return model;
              });
    } finally {
      creating.unlock();
    }
  }

  /** Whether tenants may have different models; a name in a comment counts as well. */
  public boolean readsContext() {
    Seen known = seen;
    if (known != null && !live) {
      return known.readsContext();
    }
    try {
      String fingerprint = shared.folder().fingerprint();
      if (known == null || !known.fingerprint().equals(fingerprint)) {
        known =
            new Seen(
                fingerprint,
                shared.folder().read().stream()
                    .anyMatch(file -> file.content().contains(COMPILE_CONTEXT)));
        seen = known;
      }
      return known.readsContext();
    } catch (IOException e) {
      throw new UncheckedIOException("the model's files cannot be read", e);
    }
  }
}
