package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.engine.trace.Span;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.hooks.RequestContext;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.project.PreAggregationNotices;
import dev.cuboid.server.project.TenantModels;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews in the background what was asked for lately, so that nobody waits for it, and keeps the
 * models of the tenants ready that the project names.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/configuration/reference/config#scheduled_refresh_contexts">scheduledRefreshContexts
 *     </a>
 */
public final class RefreshWorker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RefreshWorker.class);

  private final ProjectHooks hooks;
  private final Callers callers;
  private final TenantModels models;
  private final QueryEngine engine;
  private final Span cause;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private RefreshWorker(
      ProjectHooks hooks,
      Callers callers,
      TenantModels models,
      QueryEngine engine,
      Span cause,
      Duration interval) {
    this.hooks = hooks;
    this.callers = callers;
    this.models = models;
    this.engine = engine;
    this.cause = cause;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("refresh-worker").unstarted(this::run);
  }

  /**
   * Starts the worker.
   *
   * @param databases by the names that cubes give them
   * @param notices is told of models that are loaded for a tenant
   * @param cause of the renewals, which are no part of it
   * @param interval from the end of a round to the next
   */
  public static RefreshWorker start(
      ProjectHooks hooks,
      DataSourceCatalog databases,
      TenantModels models,
      QueryEngine engine,
      PreAggregationNotices notices,
      Span cause,
      Duration interval) {
    // It reads no row itself: what it renews was planned for a request.
    Callers callers =
        new Callers(hooks, /* lenient= */ false, /* anonymousAllowed= */ false, databases, notices);
    RefreshWorker worker = new RefreshWorker(hooks, callers, models, engine, cause, interval);
    worker.thread.start();
    return worker;
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      Optional<List<RequestContext>> contexts = hooks.refreshContexts();
      if (contexts.isPresent()) {
        engine.renew(prepared(contexts.get())::contains, cause);
      } else {
        engine.renew(_ -> true, cause);
      }
    } catch (RuntimeException e) {
      // The next round may do better; what was said here may hold data.
      log.warn("a round of the refresh worker has failed: {}", e.getClass().getSimpleName());
    }
  }

  /** The cache scopes of the tenants, whose models are ready then. */
  private Set<String> prepared(List<RequestContext> contexts) {
    Set<String> scopes = new HashSet<>();
    for (RequestContext context : contexts) {
      try {
        Caller caller = callers.of(context);
        models.of(caller.tenant());
        scopes.add(caller.cacheScope());
      } catch (RuntimeException e) {
        log.warn(
            "a context of scheduledRefreshContexts cannot be used: {}",
            e.getClass().getSimpleName());
      }
    }
    return scopes;
  }
}
