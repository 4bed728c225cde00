package dev.cuboid.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes traces as an OpenTelemetry collector does, over HTTP. */
final class TraceCollector implements AutoCloseable {

  private final HttpServer server;
  private final Queue<byte[]> payloads = new ConcurrentLinkedQueue<>();

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  static TraceCollector start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TraceCollector collector = new TraceCollector(server);
    server.createContext(
        "/v1/traces",
        exchange -> {
          collector.payloads.add(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return collector;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Everything that was sent, for a look at what must not be in it. */
  String everything() {
    return payloads.stream()
        .map(payload -> new String(payload, ISO_8859_1))
        .collect(Collectors.joining());
  }

  /** The names of the services that have sent something. */
  List<String> services() throws IOException {
    return requests().stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(spans -> spans.getResource().getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> attribute.getValue().getStringValue())
        .distinct()
        .toList();
  }

  /**
   * What one trace says: a line for each span, below the one that it is part of.
   *
   * @param parent the span of another system that it begins at; empty where it begins here
   */
  String tree(String traceId, String parent) throws IOException {
    List<Span> spans =
        spans().filter(span -> hex(span.getTraceId().toByteArray()).equals(traceId)).toList();
    return below(parent, "", spans).collect(Collectors.joining("\n"));
  }

  /**
   * What the traces say that begin here with a step of this name. Its line ends with the traces of
   * what has caused it.
   */
  List<String> beginningWith(String name) throws IOException {
    List<String> trees = new ArrayList<>();
    for (Span root : spans().filter(span -> isRoot(span) && span.getName().equals(name)).toList()) {
      String causes =
          root.getLinksList().stream()
              .map(link -> " CAUSED BY " + hex(link.getTraceId().toByteArray()))
              .collect(Collectors.joining());
      trees.add(tree(hex(root.getTraceId().toByteArray()), "").replaceFirst("(?m)$", causes));
    }
    return trees;
  }

  /** Those that were sent, by their beginnings. */
  private Stream<Span> spans() throws IOException {
    return requests().stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano));
  }

  private static boolean isRoot(Span span) {
    return span.getParentSpanId().isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static Stream<String> below(String parent, String indent, List<Span> spans) {
    return spans.stream()
        .filter(span -> hex(span.getParentSpanId().toByteArray()).equals(parent))
        .flatMap(
            span ->
                Stream.concat(
                    Stream.of(indent + line(span)),
                    below(hex(span.getSpanId().toByteArray()), indent + "  ", spans)));
  }

  private static String line(Span span) {
    String kind =
        span.getKind() == SpanKind.SPAN_KIND_INTERNAL
            ? ""
            : " " + span.getKind().name().substring("SPAN_KIND_".length());
    String failed = span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR ? " FAILED" : "";
    String attributes =
        span.getAttributesList().stream()
            .sorted(Comparator.comparing(KeyValue::getKey))
            .map(attribute -> " " + attribute.getKey() + "=" + text(attribute.getValue()))
            .collect(Collectors.joining());
    return span.getName() + kind + failed + attributes;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(TraceCollector::text)
              .toList()
              .toString();
      default -> value.toString();
    };
  }

  private List<ExportTraceServiceRequest> requests() throws IOException {
    Stream.Builder<ExportTraceServiceRequest> requests = Stream.builder();
    for (byte[] payload : payloads) {
      requests.add(ExportTraceServiceRequest.parseFrom(payload));
    }
    return requests.build().toList();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
