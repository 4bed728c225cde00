package dev.cuboid.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The user pool server that runs on this machine, as its commands talk to it. */
final class RunningPool {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int FIRST_ERROR = 400;

  private final URI address;

  /**
   * @param address of the server, without a path
   */
  RunningPool(URI address) {
    this.address = address;
  }

  String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  String post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              request.timeout(LIMIT).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() >= FIRST_ERROR) {
        throw new CommandException(answer.body().strip());
      }
      return answer.body();
    } catch (ConnectException e) {
      throw new CommandException(
          "no user pool answers at "
              + address
              + "; start one with `cuboid cognito`, or say where"
              + " it is with --url");
    }
  }
}
