package dev.cuboid.benchmark;

import dev.cuboid.benchmark.RequestCase.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that answers requests of one case.
 *
 * @param name as the table shows it
 * @param headers of each request
 */
record ServerUnderLoad(
    String name,
    RunningServer server,
    RequestCase requests,
    Map<String, String> headers,
    LoadGenerator generator)
    implements Competitor {

  ServerUnderLoad {
    headers = Map.copyOf(headers);
  }

  /** Asks the server for its tag of the answer, where the client is to have it already. */
  static ServerUnderLoad of(
      String name,
      RunningServer server,
      RequestCase requests,
      String token,
      LoadGenerator generator)
      throws IOException, InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", token);
    if (requests.kind() == Kind.COMPRESSED) {
      headers.put("Accept-Encoding", "gzip");
    }
    if (requests.kind() == Kind.UNCHANGED) {
      String tag =
          server
              .get(requests.example(), headers)
              .headers()
              .firstValue("ETag")
              .orElseThrow(() -> new IllegalStateException(name + " does not tag /meta"));
      headers.put("If-None-Match", tag);
    }
    return new ServerUnderLoad(name, server, requests, headers, generator);
  }

  /**
   * The rows of one answer; missing where the request does not ask for rows.
   *
   * @throws IllegalStateException if the answer is not what it is to be
   */
  JsonNode rows() throws IOException, InterruptedException {
    Map<String, String> ofOne = new LinkedHashMap<>();
    headers.forEach(
        (header, value) ->
            ofOne.put(
                header, value.replace(LoadGenerator.COUNTER, "0".repeat(LoadGenerator.DIGITS))));
    HttpResponse<String> response = server.get(requests.example(), ofOne);
    if (response.statusCode() != requests.kind().status()) {
      throw new IllegalStateException(name + ", " + requests.name() + ": " + response.body());
    }
    return requests.path().contains("/load?")
        ? JsonMapper.shared().readTree(response.body()).path("data")
        : JsonMapper.shared().missingNode();
  }

  @Override
  public LoadGenerator.Load turn(long first, Duration duration)
      throws IOException, InterruptedException {
    LoadGenerator.Load load =
        generator.run(
            server.port(), requests.path(), first, headers, requests.connections(), duration);
    if (requests.kind().status() < 400 && load.refused() > 0) {
      throw new IllegalStateException(name + " refused " + requests.name());
    }
    return load;
  }

  @Override
  public Duration processorTime() {
    return server.processorTime();
  }
}
