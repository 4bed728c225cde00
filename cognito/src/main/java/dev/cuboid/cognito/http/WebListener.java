package dev.cuboid.cognito.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port and hands whole requests to a {@link WebHandler}. */
public final class WebListener implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WebListener.class);
  private static final int LARGEST_BODY_BYTES = 4 * 1024 * 1024;

  private final Server server;
  private final int port;

  private WebListener(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Takes the port; nothing is answered until {@link #start}. The name {@code localhost} takes both
   * loopback addresses, because clients differ in which one they try first.
   *
   * @param port the port, 0 for any free one
   * @param tls how to encrypt; nothing for plain HTTP
   * @throws IOException when the port cannot be had; the message says which
   */
  public static WebListener open(String host, int port, Optional<SslContextFactory.Server> tls)
      throws IOException {
    Server server = new Server(new VirtualThreadPool());
    boolean bothLoopbacks = host.equals("localhost");
    ServerConnector first = connector(server, bothLoopbacks ? "127.0.0.1" : host, port, tls);
    try {
      first.open();
    } catch (IOException e) {
      first.close();
      throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    server.addConnector(first);
    int actualPort = first.getLocalPort();
    if (bothLoopbacks) {
      openSecondLoopback(server, actualPort, tls);
    }
    return new WebListener(server, actualPort);
  }

  /**
   * Begins to answer.
   *
   * @throws IOException when the listener cannot run
   */
  public void start(WebHandler handler) throws IOException {
    server.setHandler(new HandlerAdapter(handler));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("cannot start the listener on port " + port, e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      server.stop();
      for (Connector connector : server.getConnectors()) {
        // A listener that was opened and never started holds its port as well.
        ((ServerConnector) connector).close();
      }
    } catch (Exception e) {
      log.warn("the listener on port {} did not stop cleanly", port, e);
    }
  }

  /** True when a listener for this host name can be reached from this machine only. */
  public static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  private static void openSecondLoopback(
      Server server, int port, Optional<SslContextFactory.Server> tls) {
    ServerConnector second = connector(server, "::1", port, tls);
    try {
      second.open();
      server.addConnector(second);
    } catch (IOException e) {
      // A machine without IPv6 is served on IPv4 alone.
      second.close();
      log.debug("not listening on [::1]:{}", port, e);
    }
  }

  private static ServerConnector connector(
      Server server, String host, int port, Optional<SslContextFactory.Server> tls) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    ServerConnector connector =
        tls.map(context -> new ServerConnector(server, context, http))
            .orElseGet(() -> new ServerConnector(server, 1, 1, http));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  /** Wraps Jetty's asynchronous handler once, so that everything else is a plain function. */
  private static final class HandlerAdapter extends Handler.Abstract {

    private final WebHandler handler;

    HandlerAdapter(WebHandler handler) {
      this.handler = handler;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      byte[] body;
      try (InputStream stream = Request.asInputStream(request)) {
        body = stream.readNBytes(LARGEST_BODY_BYTES + 1);
      }
      WebResponse answer = answer(request, body);
      response.setStatus(answer.status());
      for (WebResponse.Header header : answer.headers()) {
        response.getHeaders().add(header.name(), header.value());
      }
      response.write(true, StandardCharsets.UTF_8.encode(answer.body()), callback);
      return true;
    }

    private WebResponse answer(Request request, byte[] body) {
      if (body.length > LARGEST_BODY_BYTES) {
        return WebResponse.of(413, "text/plain;charset=UTF-8", "The request body is too large.\n");
      }
      WebRequest webRequest;
      try {
        webRequest = read(request, body);
      } catch (IllegalArgumentException e) {
        return WebResponse.of(400, "text/plain;charset=UTF-8", "The query is malformed.\n");
      }
      try {
        return handler.handle(webRequest);
      } catch (RuntimeException e) {
        log.error("{} {} failed", webRequest.method(), webRequest.path(), e);
        return WebResponse.of(
            500, "text/plain;charset=UTF-8", "An internal error occurred; see the log.\n");
      }
    }

    private static WebRequest read(Request request, byte[] body) {
      Map<String, String> headers = new HashMap<>();
      for (HttpField field : request.getHeaders()) {
        String name = field.getLowerCaseName();
        String value = field.getValue();
        // HTTP/2 clients, and some of HTTP/1.1, send each cookie in a header of its own.
        String separator = name.equals("cookie") ? "; " : ",";
        headers.merge(name, value == null ? "" : value, (one, two) -> one + separator + two);
      }
      String path = Request.getPathInContext(request);
      String query = request.getHttpURI().getQuery();
      return new WebRequest(
          request.getMethod(),
          URI.create("http://localhost" + path).getPath(),
          Parameters.parse(query == null ? "" : query),
          headers,
          new String(body, StandardCharsets.UTF_8));
    }
  }

  /** The addresses that a browser on this machine may name a loopback listener by. */
  public static List<String> loopbackNames() {
    return List.of("localhost", "127.0.0.1", "[::1]");
  }
}
