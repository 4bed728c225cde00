package dev.cuboid.server.telemetry;

import dev.cuboid.engine.trace.Span;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.http.Request;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By OpenTelemetry's SDK: the one place that knows it. */
final class OpenTelemetryTracing implements Tracing {

  private static final String PREFIX = "OTEL_";

  /** Where the operator does not say otherwise. Only traces: {@code /metrics} has the rest. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "cuboid",
          "otel.traces.exporter", "otlp",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.exporter.otlp.protocol", "http/protobuf");

  private static final AttributeKey<List<String>> REQUEST_ID_HEADER =
      AttributeKey.stringArrayKey("http.request.header.x-request-id");

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  private OpenTelemetryTracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.cuboid");
    this.propagator = sdk.getPropagators().getTextMapPropagator();
  }

  /**
   * @param environment in which {@code OTEL_*} mean what OpenTelemetry says
   * @throws ConfigurationException where they cannot be used
   */
  static OpenTelemetryTracing start(Map<String, String> environment) {
    try {
      return new OpenTelemetryTracing(
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> DEFAULTS)
              .addPropertiesCustomizer(known -> properties(environment))
              .build()
              .getOpenTelemetrySdk());
    } catch (RuntimeException e) {
      throw new ConfigurationException("the traces that OTEL_* asks for: " + e.getMessage());
    }
  }

  /** As OpenTelemetry's Java names them. */
  private static Map<String, String> properties(Map<String, String> environment) {
    Map<String, String> properties = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return properties;
  }

  @Override
  public RequestSpan begin(Request request, String route, String requestId) {
    Context parent = propagator.extract(Context.root(), request, OpenTelemetryTracing::header);
    OpenTelemetrySpan span =
        OpenTelemetrySpan.of(
            tracer,
            parent,
            tracer
                .spanBuilder(request.method() + " " + route)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.method())
                .setAttribute("http.route", route)
                .setAttribute("url.path", request.path())
                .setAttribute("url.scheme", "http")
                .setAttribute("cuboid.request.id", requestId)
                .setAttribute(
                    REQUEST_ID_HEADER, request.header("x-request-id").map(List::of).orElse(null))
                .startSpan());
    return new OpenTelemetryRequestSpan(span, propagator);
  }

  @Override
  public Span unrequested() {
    return OpenTelemetrySpan.of(
        tracer, Context.root(), io.opentelemetry.api.trace.Span.getInvalid());
  }

  @Override
  public void close() {
    sdk.close();
  }

  private static @Nullable String header(@Nullable Request request, String name) {
    return request == null ? null : request.header(name).orElse(null);
  }
}
