package dev.cuboid.cognito.trigger;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserPool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls a pool's functions with the events of the developer guide ("Customizing user pool workflows
 * with Lambda triggers") and turns their failures into Cognito's errors. A failing function always
 * stops what it was called for. Thread-safe.
 */
public final class Triggers {

  private static final Logger log = LoggerFactory.getLogger(Triggers.class);

  private static final List<String> COMMON_MEMBERS =
      List.of("version", "region", "userPoolId", "userName", "callerContext");

  /**
   * One call of a function.
   *
   * @param source the value of {@code triggerSource}
   * @param clientId the client on whose behalf, or {@code CLIENT_ID_NOT_APPLICABLE}
   * @param request the member {@code request} of the event
   * @param response the member {@code response} with everything that a handler may set
   */
  public record Call(
      TriggerKind kind,
      String source,
      UserPool pool,
      String clientId,
      String username,
      ObjectNode request,
      ObjectNode response) {}

  private final TriggerFunctions functions;

  /** Calls these functions. */
  public Triggers(TriggerFunctions functions) {
    this.functions = functions;
  }

  /** True when the pool calls a function at this moment. */
  public boolean configured(UserPool pool, TriggerKind kind) {
    return functions.find(pool, kind).isPresent();
  }

  /**
   * Calls the function, if there is one.
   *
   * @return the member {@code response} of what came back
   * @throws CognitoException when the function fails or gives back no event
   */
  public Optional<ObjectNode> call(Call call) {
    return functions.find(call.pool(), call.kind()).map(found -> response(call, found));
  }

  /** The version of the event that the pool's function takes. */
  EventVersion version(UserPool pool, TriggerKind kind) {
    return functions.find(pool, kind).map(TriggerFunctions.Found::version).orElse(EventVersion.V1);
  }

  /** The name of the pool's function, for the log. */
  String name(UserPool pool, TriggerKind kind) {
    return functions.find(pool, kind).map(found -> found.function().name()).orElse("");
  }

  /** A user's attributes as events carry them, all values as text. */
  public static ObjectNode attributes(User user) {
    ObjectNode attributes = Json.object();
    user.attributes().forEach(attributes::put);
    attributes.put("cognito:user_status", user.status().name());
    return attributes;
  }

  /** A map of texts as a member of an event. */
  public static ObjectNode texts(Map<String, String> values) {
    ObjectNode object = Json.object();
    values.forEach(object::put);
    return object;
  }

  private ObjectNode response(Call call, TriggerFunctions.Found found) {
    JsonNode result = invoke(call, found);
    boolean whole =
        result.isObject()
            && COMMON_MEMBERS.stream()
                .allMatch(member -> result.has(member) && !result.get(member).isNull());
    if (!whole || !result.path("response").isObject()) {
      log.warn(
          "{} gave back no whole event: a handler returns the event that it was given, with"
              + " 'response' filled in (callback(null, event), or return event from an async"
              + " handler)",
          found.function().name());
      throw unrecognizable();
    }
    return (ObjectNode) result.get("response");
  }

  private static JsonNode invoke(Call call, TriggerFunctions.Found found) {
    String kind = call.kind().errorName();
    try {
      return found.function().invoke(Json.write(event(call, found.version())));
    } catch (FunctionException e) {
      log.warn("trigger {} ({}) failed: {}", kind, found.function().name(), e.text());
      throw switch (e.kind()) {
        case HANDLER_ERROR ->
            new CognitoException(
                ErrorType.USER_LAMBDA_VALIDATION, kind + " failed with error " + e.text() + ".");
        case TIME_OUT ->
            new CognitoException(
                ErrorType.UNEXPECTED_LAMBDA,
                kind
                    + " invocation failed due to error Socket timeout while invoking Lambda"
                    + " function.");
        case UNAVAILABLE ->
            new CognitoException(
                ErrorType.UNEXPECTED_LAMBDA,
                kind + " invocation failed due to error AccessDeniedException.");
      };
    }
  }

  private static ObjectNode event(Call call, EventVersion version) {
    ObjectNode event = Json.object();
    event.put("version", version.number());
    event.put("triggerSource", call.source());
    event.put("region", call.pool().region());
    event.put("userPoolId", call.pool().id());
    event.put("userName", call.username());
    event
        .putObject("callerContext")
        .put("awsSdkVersion", "aws-sdk-unknown-unknown")
        .put("clientId", call.clientId());
    event.set("request", call.request());
    event.set("response", call.response());
    return event;
  }

  static CognitoException unrecognizable() {
    return new CognitoException(ErrorType.INVALID_LAMBDA_RESPONSE, "Unrecognizable lambda output");
  }
}
