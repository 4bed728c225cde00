package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.engine.failure.EngineException;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /readyz} and {@code /livez}, for those who run the server. */
final class HealthEndpoints {

  private static final Logger log = LoggerFactory.getLogger(HealthEndpoints.class);

  private final QueryEngine engine;
  private final Set<String> dataSources;

  /**
   * @param dataSources without which the server is of no use
   */
  HealthEndpoints(QueryEngine engine, Set<String> dataSources) {
    this.engine = engine;
    this.dataSources = Set.copyOf(dataSources);
  }

  Response ready(Request request) {
    try {
      dataSources.forEach(engine::testConnection);
      return health(200, "HEALTH");
    } catch (EngineException e) {
      log.warn("the database does not answer: {}", e.getMessage());
      return health(500, "DOWN");
    }
  }

  Response live(Request request) {
    return health(200, "HEALTH");
  }

  private static Response health(int status, String text) {
    return Response.json(status, Json.bytes(Json.object().put("health", text)));
  }
}
