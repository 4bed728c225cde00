package dev.cuboid.server.rest;

import dev.cuboid.server.hooks.ProjectHooks.LogHook;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Tells the project's {@code logger} of each request, after its answer and on a thread of its own:
 * no client waits for it. Thread-safe.
 */
final class RequestLog {

  private static final Logger log = LoggerFactory.getLogger(RequestLog.class);

  /** How many events wait for a slow logger; more are lost. */
  private static final int CAPACITY = 1000;

  private record Event(String message, Map<String, @Nullable Object> parameters) {}

  private final Optional<LogHook> hook;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicBoolean telling = new AtomicBoolean();

  RequestLog(Optional<LogHook> hook) {
    this.hook = hook;
  }

  /** A request was answered. */
  void answered(Request request, String requestId, Response response, Duration time) {
    if (hook.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("requestId", requestId);
    parameters.put("method", request.method());
    parameters.put("path", request.path());
    parameters.put("status", response.status());
    parameters.put("duration", time.toMillis());
    if (response.status() >= 400) {
      Map<String, @Nullable Object> error = new LinkedHashMap<>(parameters);
      error.put("error", error(response));
      tell(new Event(kind(response.status()), error), hook.get());
    }
    tell(new Event("REST API Request", parameters), hook.get());
  }

  /** As Cube calls them. */
  private static String kind(int status) {
    if (status == 403) {
      return "Auth Error";
    }
    return status >= 500 ? "Internal Server Error" : "User Error";
  }

  private static String error(Response response) {
    try {
      return Json.MAPPER.readTree(response.body().toBytes()).path("error").asString("");
    } catch (JacksonException notJson) {
      return "";
    }
  }

  private void tell(Event event, LogHook logger) {
    if (!events.offer(event)) {
      log.debug("the project's logger is slow: an event is lost");
    }
    if (telling.compareAndSet(false, true)) {
      Thread.ofVirtual().name("project-logger").start(() -> tellAll(logger));
    }
  }

  private void tellAll(LogHook logger) {
    do {
      for (Event event = events.poll(); event != null; event = events.poll()) {
        try {
          logger.log(event.message(), event.parameters());
        } catch (RuntimeException e) {
          log.warn("the project's logger has failed: {}", e.getClass().getSimpleName());
        }
      }
      telling.set(false);
    } while (!events.isEmpty() && telling.compareAndSet(false, true));
  }
}
