package dev.cuboid.query.request;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Readers whose clock stands still. */
final class RequestReaders {

  private RequestReaders() {}

  static RequestReader at(String instant) {
    return new RequestReader(
        new RequestOptions(
            InstantSource.fixed(Instant.parse(instant)), ZoneId.of("UTC"), 100, 1000));
  }

  /** JSON, with ' in place of ". */
  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
