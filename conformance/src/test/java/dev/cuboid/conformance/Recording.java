package dev.cuboid.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request to the real Cube and what it answered.
 *
 * @param set what was running, {@code v1.7-js-prod}
 * @param group the file of the set that holds it, {@code filter}
 * @param name of the case
 * @param endpoint {@code load}, {@code sql}, {@code dry-run}, {@code meta}, or {@code -} for a case
 *     of a single request
 * @param method of HTTP
 * @param path with its query string, as it is to be sent
 * @param headers as sent, with {@code <token>} and {@code <good token>} still to be filled in
 * @param body of the request
 * @param token header and payload to sign, where the case has its own token
 * @param status of the answer
 * @param answer the answer's body; text where it is no JSON
 * @param recordedAt when it was answered
 */
record Recording(
    String set,
    String group,
    String name,
    String endpoint,
    String method,
    String path,
    Map<String, String> headers,
    Optional<JsonNode> body,
    Optional<JsonNode> token,
    int status,
    JsonNode answer,
    Instant recordedAt) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** When the recordings were made, for the few that do not say. */
  private static final String MADE_AT = "2026-11-23T10:37:37Z";

  private static final List<String> ENDPOINTS = List.of("load", "meta", "sql", "dry-run");

  /** {@code group/name/endpoint}. */
  String id() {
    return group + "/" + name + "/" + endpoint;
  }

  /** All recordings of one group of a set, in the order in which they were made. */
  static List<Recording> read(String set, String group) {
    List<Recording> recordings = new ArrayList<>();
    String resource = "/oracle/recorded/" + set + "/" + group + ".jsonl.gz";
    try (InputStream stream = Recording.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("no recordings " + resource);
      }
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        recordings.addAll(ofCase(set, group, JSON.readTree(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return recordings;
  }

  private static List<Recording> ofCase(String set, String group, JsonNode recorded) {
    if (recorded.has("request")) {
      return List.of(of(set, group, "-", recorded, recorded, Optional.empty()));
    }
    if (recorded.has("endpoint")) {
      String endpoint = recorded.get("endpoint").asString();
      return List.of(of(set, group, endpoint, recorded, recorded, Optional.of(recorded)));
    }
    List<Recording> recordings = new ArrayList<>();
    for (String endpoint : ENDPOINTS) {
      if (recorded.has(endpoint)) {
        JsonNode exchange = recorded.get(endpoint);
        JsonNode request =
            exchange.has("request") ? exchange.get("request") : recorded.get("load").get("request");
        recordings.add(of(set, group, endpoint, recorded, exchange, Optional.of(request)));
      }
    }
    return recordings;
  }

  private static Recording of(
      String set,
      String group,
      String endpoint,
      JsonNode recorded,
      JsonNode exchange,
      Optional<JsonNode> sharedRequest) {
    JsonNode request = sharedRequest.orElseGet(() -> exchange.get("request"));
    JsonNode response = exchange.get("response");
    String path =
        endpoint.equals("-") ? request.get("path").asString() : "/cubejs-api/v1/" + endpoint;
    return new Recording(
        set,
        group,
        recorded.get("name").asString(),
        endpoint,
        request.path("method").asString("GET"),
        path + queryString(request),
        headers(recorded, request),
        Optional.ofNullable(request.get("body")),
        Optional.ofNullable(recorded.get("tokenHeaderAndPayload")).filter(node -> !node.isNull()),
        response.get("status").asInt(),
        response.get("body"),
        OffsetDateTime.parse(response.path("recordedAt").asString(MADE_AT)).toInstant());
  }

  private static Map<String, String> headers(JsonNode recorded, JsonNode request) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (recorded.has("headersSent")) {
      recorded
          .get("headersSent")
          .properties()
          .forEach(e -> headers.put(e.getKey(), e.getValue().asString()));
    } else if (request.has("headers")) {
      request
          .get("headers")
          .properties()
          .forEach(e -> headers.put(e.getKey(), e.getValue().asString()));
    } else {
      headers.put("Authorization", "<good token>");
    }
    return headers;
  }

  private static String queryString(JsonNode request) {
    if (request.has("query")) {
      return "?query=" + encode(request.get("query").toString());
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> parameter : request.path("params").properties()) {
      JsonNode value = parameter.getValue();
      boolean isJson = parameter.getKey().equals("query");
      text.append(text.isEmpty() ? "?" : "&")
          .append(parameter.getKey())
          .append('=')
          .append(encode(isJson ? value.toString() : value.asString()));
    }
    return text.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
