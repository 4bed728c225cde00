package dev.cuboid.cognito;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the JSON API as an SDK does. */
final class Api {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();

  Api(URI uri) {
    this.uri = uri;
  }

  /** What came back of a call. */
  record Answer(int status, JsonNode body, HttpResponse<String> response) {

    String error() {
      return body.path("__type").asString("") + ": " + body.path("message").asString("");
    }

    String text(String pointer) {
      return body.at(pointer).asString("");
    }
  }

  Answer call(String operation, Map<String, ?> input) {
    return call(operation, JSON.writeValueAsString(input), Map.of());
  }

  Answer call(String operation, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
    } catch (IOException e) {
      throw new AssertionError("the call of " + operation + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Calls and expects success. */
  JsonNode succeed(String operation, Map<String, ?> input) {
    Answer answer = call(operation, input);
    if (answer.status() != 200) {
      throw new AssertionError(operation + " was refused: " + answer.body());
    }
    return answer.body();
  }
}
