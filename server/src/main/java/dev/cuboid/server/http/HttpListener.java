package dev.cuboid.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port and hands whole requests to a handler, each on a virtual thread. */
public final class HttpListener implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
  private static final String LOCALHOST = "localhost";

  private static final int MOST_SOCKET_THREADS = 16;
  private static final int LEAST_SOCKET_THREADS = 4;

  private final Server server;
  private final int port;

  private HttpListener(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Loads the tables of languages and media types that a listener has. That takes longer than
   * everything else of it, and can be done while the rest of a server starts.
   */
  public static void prepare() {
    Objects.requireNonNull(MimeTypes.DEFAULTS);
  }

  /**
   * Starts to listen.
   *
   * @param host an address, or {@code localhost} for both loopback addresses
   * @param port 0 for any free one
   * @param largestBody bytes of a request's body
   * @param stopLimit how long running requests may end when it is closed
   * @throws IOException when the port cannot be had
   */
  public static HttpListener start(
      String host, int port, long largestBody, Duration stopLimit, HttpHandler handler)
      throws IOException {
    Server server = new Server(threads());
    server.setStopTimeout(stopLimit.toMillis());
    ServerConnector first = connector(server, host.equals(LOCALHOST) ? "127.0.0.1" : host, port);
    first.open();
    server.addConnector(first);
    if (host.equals(LOCALHOST)) {
      openSecondLoopback(server, first.getLocalPort());
    }
    server.setHandler(new GracefulHandler(unpackingRequests(new Adapter(handler, largestBody))));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("cannot serve on port " + port, e);
    }
    return new HttpListener(server, first.getLocalPort());
  }

  /** Only requests: answers are packed where it is known what is in them. */
  private static Handler unpackingRequests(Handler handler) {
    CompressionHandler compression = new CompressionHandler(handler);
    compression.putCompression(new GzipCompression());
    compression.putConfiguration(
        "/",
        CompressionConfig.builder().compressExcludePath("/*").compressExcludePath("/").build());
    return compression;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("the listener on port {} did not stop cleanly: {}", port, e.toString());
    }
  }

  /**
   * Requests run on virtual threads. What waits for them at the sockets does not: the scheduler of
   * virtual threads is not fair, and a busy machine would leave single connections unread for a
   * tenth of a second.
   *
   * <p>The queue is the JDK's: Jetty's own asks the JVM's management beans for the size of a
   * reference, whose start takes longer than that of everything else here.
   */
  private static QueuedThreadPool threads() {
    QueuedThreadPool sockets =
        new QueuedThreadPool(
            MOST_SOCKET_THREADS, LEAST_SOCKET_THREADS, new LinkedBlockingQueue<>());
    sockets.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return sockets;
  }

  private static void openSecondLoopback(Server server, int port) {
    ServerConnector second = connector(server, "::1", port);
    try {
      second.open();
      server.addConnector(second);
    } catch (IOException e) {
      // A machine without IPv6 is served on IPv4 alone.
      second.close();
      log.debug("not listening on [::1]:{}: {}", port, e.toString());
    }
  }

  private static ServerConnector connector(Server server, String host, int port) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Tools send paths such as /cubejs-api//v1/load, which are to be answered, with 404.
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with("paths", UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
    configuration.setRequestHeaderSize(32 * 1024);
    // Jetty's memory of a connection's headers takes 100 KB of each, for as long as it stays open.
    configuration.setHeaderCacheSize(0);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  /** Wraps Jetty's asynchronous handler once, so that everything else is a plain function. */
  private static final class Adapter extends Handler.Abstract {

    private static final int SMALL_BODY = 512;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private final HttpHandler handler;
    private final long largestBody;

    Adapter(HttpHandler handler, long largestBody) {
      this.handler = handler;
      this.largestBody = largestBody;
    }

    @Override
    public boolean handle(
        org.eclipse.jetty.server.Request jettyRequest,
        org.eclipse.jetty.server.Response jettyResponse,
        Callback callback)
        throws IOException {
      byte[] body = body(jettyRequest);
      Request request = read(jettyRequest, body);
      Response response =
          body.length > largestBody
              ? Response.json(
                  413,
                  "{\"error\":\"PayloadTooLargeError: request entity too large\"}"
                      .getBytes(StandardCharsets.UTF_8))
              : answer(request);
      new AnswerSender(jettyResponse, callback).send(request, response);
      return true;
    }

    /** No more than it takes to see that a body is too large. */
    private byte[] body(org.eclipse.jetty.server.Request request) throws IOException {
      int most = (int) Math.min(LARGEST_ARRAY, largestBody + 1);
      try (InputStream stream = Content.Source.asInputStream(request)) {
        // Most requests have none, or a small one; the JDK takes 16 KB to find that out.
        byte[] start = stream.readNBytes(Math.min(SMALL_BODY, most));
        if (start.length < SMALL_BODY) {
          return start;
        }
        byte[] rest = stream.readNBytes(most - start.length);
        byte[] body = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, body, start.length, rest.length);
        return body;
      }
    }

    private Response answer(Request request) {
      try {
        return handler.handle(request);
      } catch (RuntimeException e) {
        log.error("a request failed", e);
        return Response.json(
            500, "{\"error\":\"Internal error; see the log\"}".getBytes(StandardCharsets.UTF_8));
      }
    }

    private static Request read(org.eclipse.jetty.server.Request request, byte[] body) {
      Map<String, String> headers = new HashMap<>();
      for (HttpField field : request.getHeaders()) {
        String value = field.getValue();
        headers.merge(
            field.getLowerCaseName(), value == null ? "" : value, (one, two) -> one + "," + two);
      }
      Map<String, List<String>> parameters = new LinkedHashMap<>();
      Fields fields = org.eclipse.jetty.server.Request.extractQueryParameters(request);
      fields.forEach(field -> parameters.put(field.getName(), new ArrayList<>(field.getValues())));
      return new Request(
          request.getMethod(),
          org.eclipse.jetty.server.Request.getPathInContext(request),
          Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
          parameters,
          headers,
          new String(body, StandardCharsets.UTF_8),
          peer(request));
    }

    private static InetAddress peer(org.eclipse.jetty.server.Request request) {
      return request.getConnectionMetaData().getRemoteSocketAddress()
              instanceof InetSocketAddress address
          ? address.getAddress()
          : InetAddress.getLoopbackAddress();
    }
  }
}
