package dev.cuboid.conformance;

import dev.cuboid.server.CuboidServer;
import dev.cuboid.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Cuboid that serves a recorded project, asked over HTTP only. */
final class OracleServer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final JsonNode CONTINUE_WAIT = JSON.readTree("{\"error\": \"Continue wait\"}");

  private static final int MOST_RETRIES = 12;

  private final CuboidServer server;
  private final Tokens tokens;
  private final HttpClient client = HttpClient.newHttpClient();

  private OracleServer(CuboidServer server, Tokens tokens) {
    this.server = server;
    this.tokens = tokens;
  }

  static OracleServer start(OracleProject project, Tokens tokens, Path folder, Clock clock)
      throws IOException {
    Path projectFolder = Files.createTempDirectory(folder, "project");
    project.writeTo(projectFolder);
    Map<String, String> environment = new HashMap<>(project.environment(tokens));
    environment.put("PORT", "0");
    environment.put("CUBOID_HOST", "127.0.0.1");
    CuboidServer server =
        CuboidServer.start(new ServerOptions(projectFolder, environment, Optional.empty(), clock));
    return new OracleServer(server, tokens);
  }

  URI uri() {
    return server.uri();
  }

  /** Sends the recorded request; what is different in the answer, if anything. */
  Optional<String> difference(Recording recording) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + recording.path()))
            .method(
                recording.method(),
                recording
                    .body()
                    .map(OracleServer::publisher)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    recording.headers().forEach((name, value) -> request.header(name, filled(value, recording)));
    if (recording.body().isPresent() && !recording.headers().containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    JsonNode answer = parsed(response.body());
    // On a slow machine; every client asks again then.
    for (int again = 0; again < MOST_RETRIES && answer.equals(CONTINUE_WAIT); again++) {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answer = parsed(response.body());
    }
    int status = response.statusCode();
    return switch (recording.set()) {
      case "v0.28-js-prod", "v0.28-js-dev" ->
          AnswerComparison.differenceOfRows(recording, status, answer);
      case "v1.7-preagg-prod" ->
          AnswerComparison.differenceButForPreAggregations(recording, status, answer);
      default -> AnswerComparison.difference(recording, status, answer);
    };
  }

  private static HttpRequest.BodyPublisher publisher(JsonNode body) {
    return HttpRequest.BodyPublishers.ofString(body.isString() ? body.asString() : body.toString());
  }

  private String filled(String header, Recording recording) {
    if (header.contains("<good token>")) {
      return header.replace("<good token>", tokens.good(recording.recordedAt()));
    }
    return header.contains("<token>")
        ? header.replace("<token>", tokens.ofCase(recording))
        : header;
  }

  private static JsonNode parsed(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node.isMissingNode() ? JSON.valueToTree(body) : node;
    } catch (JacksonException e) {
      return JSON.valueToTree(body);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
