package dev.cuboid.cognito.trigger;

import dev.cuboid.cognito.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A function behind an HTTP address, for handlers in other languages: the event is posted as JSON,
 * the answer's body is the result. An answer in the Lambda runtime's error shape ({@code
 * errorMessage}) or with a status other than 2xx is a failure.
 */
final class HttpFunction implements LambdaFunction {

  private final URI address;
  private final HttpClient client;
  private final Duration limit;

  HttpFunction(URI address, HttpClient client, Duration limit) {
    this.address = address;
    this.client = client;
    this.limit = limit;
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public JsonNode invoke(String event) throws FunctionException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(limit)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode result = Json.parse(response.body());
      if (result.has("errorMessage")) {
        throw new FunctionException(
            FunctionException.Cause.HANDLER_ERROR, result.get("errorMessage").asString(""));
      }
      if (response.statusCode() / 100 != 2) {
        throw new FunctionException(
            FunctionException.Cause.HANDLER_ERROR,
            address + " answered with HTTP status " + response.statusCode());
      }
      return result;
    } catch (HttpTimeoutException e) {
      throw new FunctionException(FunctionException.Cause.TIME_OUT, "no answer from " + address, e);
    } catch (IOException | JacksonException e) {
      throw new FunctionException(
          FunctionException.Cause.UNAVAILABLE, "no usable answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionException(
          FunctionException.Cause.UNAVAILABLE, "interrupted while calling " + address, e);
    }
  }
}
