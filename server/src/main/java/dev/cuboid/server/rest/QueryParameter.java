package dev.cuboid.server.rest;

import dev.cuboid.server.http.Request;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The query of a request, and what stands beside it.
 *
 * @param query the JSON of the query
 * @param isMulti whether the client understands several results
 * @param cache how fresh the answer must be, if it is said outside of the query
 */
record QueryParameter(JsonNode query, boolean isMulti, Optional<String> cache) {

  /**
   * @throws ApiException where there is no query, or it is not JSON
   */
  static QueryParameter of(Request request) {
    if (request.method().equals("POST")) {
      return ofBody(request);
    }
    String text =
        request
            .parameter("query")
            .filter(given -> !given.isEmpty())
            .orElseThrow(QueryParameter::missing);
    return new QueryParameter(
        decoded(text),
        request.parameter("queryType").equals(Optional.of("multi")),
        request.parameter("cache"));
  }

  private static QueryParameter ofBody(Request request) {
    boolean isJson =
        request.header("content-type").map(type -> type.contains("json")).orElse(false);
    if (!isJson || request.body().isBlank()) {
      throw missing();
    }
    JsonNode body;
    try {
      body = Json.MAPPER.readTree(request.body());
    } catch (JacksonException e) {
      throw new ApiException(400, "SyntaxError: " + JavaScriptJson.messageFor(request.body()));
    }
    JsonNode query = body.path("query");
    if (query.isMissingNode() || query.isNull() || query.asString("?").isEmpty()) {
      throw missing();
    }
    return new QueryParameter(
        query.isString() ? decoded(query.asString()) : query,
        body.path("queryType").asString("").equals("multi"),
        Optional.of(body.path("cache").asString("")).filter(text -> !text.isEmpty()));
  }

  private static JsonNode decoded(String text) {
    JsonNode query = parsed(text);
    // A text inside the text is decoded once more, as Cube's clients of old relied on.
    return query.isString() ? parsed(query.asString()) : query;
  }

  private static JsonNode parsed(String text) {
    try {
      JsonNode node = Json.MAPPER.readTree(text);
      if (!node.isMissingNode()) {
        return node;
      }
    } catch (JacksonException e) {
      throw undecodable(text);
    }
    throw undecodable(text);
  }

  private static ApiException undecodable(String text) {
    return new ApiException(
        400, "Unable to decode query param as JSON, error: " + JavaScriptJson.messageFor(text));
  }

  private static ApiException missing() {
    return new ApiException(400, "Query param is required");
  }
}
