package dev.cuboid.server.rest;

import dev.cuboid.server.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * By which a request is known to its client, to the log and to other systems.
 *
 * @param id as the client gave it, or made here
 * @param traceparent its place in a trace; empty where it is in none
 */
record RequestNames(String id, Optional<String> traceparent) {

  private static final String REQUEST_ID = "x-request-id";
  private static final String TRACEPARENT = "traceparent";

  /** W3C Trace Context, section 3.2. */
  private static final Pattern TRACEPARENT_FORM =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  static RequestNames of(Request request) {
    Optional<String> traceparent = request.header(TRACEPARENT);
    String id =
        request
            .header(REQUEST_ID)
            .or(() -> traceparent)
            .map(name -> name.replaceAll("[^\\x21-\\x7E]", "?"))
            .orElseGet(() -> UUID.randomUUID() + "-span-1");
    // It is sent back: nothing but what is well formed.
    return new RequestNames(
        id, traceparent.filter(name -> TRACEPARENT_FORM.matcher(name).matches()));
  }

  /** The same, at a place that is made for it in its trace. */
  RequestNames at(Optional<String> place) {
    return place.isPresent() ? new RequestNames(id, place) : this;
  }

  /** As an answer says them. */
  Map<String, String> headers() {
    return traceparent
        .map(place -> Map.of(REQUEST_ID, id, TRACEPARENT, place))
        .orElseGet(() -> Map.of(REQUEST_ID, id));
  }

  /** Has work done with the names in every line of the log that is written on the way. */
  <T> T logged(Supplier<T> work) {
    Optional<String> trace =
        traceparent.map(TRACEPARENT_FORM::matcher).filter(Matcher::matches).map(m -> m.group(1));
    try (MDC.MDCCloseable _ = MDC.putCloseable("request", id)) {
      if (trace.isEmpty()) {
        return work.get();
      }
      try (MDC.MDCCloseable _ = MDC.putCloseable("trace_id", trace.get())) {
        return work.get();
      }
    }
  }
}
