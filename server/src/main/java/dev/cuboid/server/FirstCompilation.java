package dev.cuboid.server;

import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.project.TenantModels;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Compiles the project's model while the server that is to answer from it opens. What is wrong with
 * the model itself is told to who asks for it.
 */
final class FirstCompilation {

  private final FutureTask<Boolean> compilation;

  private FirstCompilation(FutureTask<Boolean> compilation) {
    this.compilation = compilation;
  }

  static FirstCompilation start(TenantModels models, ProjectHooks hooks) {
    FutureTask<Boolean> compilation = new FutureTask<>(() -> compile(models, hooks));
    Thread.ofVirtual().name("first compilation").start(compilation);
    return new FirstCompilation(compilation);
  }

  /** Not for a tenant: what differs by tenant is made at a tenant's first request. */
  private static boolean compile(TenantModels models, ProjectHooks hooks) throws IOException {
    if (models.differByTenant() || hooks.namesTenants()) {
      return false;
    }
    return models.shared().errors().isEmpty();
  }

  /**
   * Waits for its end.
   *
   * @throws IOException when the model's files cannot be read
   */
  void await() throws IOException {
    try {
      compilation.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the start was interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException unreadable -> throw unreadable;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException("the model cannot be compiled", e);
      }
    }
  }
}
