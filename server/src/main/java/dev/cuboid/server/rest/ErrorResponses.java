package dev.cuboid.server.rest;

import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.EngineException;
import dev.cuboid.model.ModelException;
import dev.cuboid.query.QueryException;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.hooks.HookException;
import dev.cuboid.server.http.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers for what goes wrong, in the shapes that Cube's clients know. */
final class ErrorResponses {

  private static final Logger log = LoggerFactory.getLogger(ErrorResponses.class);

  private ErrorResponses() {}

  static Response of(RuntimeException thrown, String requestId) {
    return switch (thrown) {
      case HookException e -> error(500, String.valueOf(e.getMessage()));
      case ApiException e -> error(e.status(), String.valueOf(e.getMessage()));
      case QueryException e -> query(e);
      case ContinueWaitException _ -> error(200, "Continue wait");
      case EngineException e -> error(400, "Error: " + e.getMessage());
      case ConfigurationException e -> {
        log.error("request {} needs a setting: {}", requestId, e.getMessage());
        yield error(500, "Error: " + e.getMessage());
      }
      case ModelException e -> error(500, "Error: " + e.compileErrors());
      default -> {
        log.error("request {} failed", requestId, thrown);
        yield error(500, "Error: Internal error, see the log for request " + requestId);
      }
    };
  }

  static Response error(int status, String message) {
    return Response.json(status, Json.bytes(Json.object().put("error", message)));
  }

  private static Response query(QueryException e) {
    ObjectNode body = Json.object();
    if (e.kind() == QueryException.Kind.USER_ERROR) {
      body.put("type", "UserError");
    }
    return Response.json(400, Json.bytes(body.put("error", e.getMessage())));
  }
}
