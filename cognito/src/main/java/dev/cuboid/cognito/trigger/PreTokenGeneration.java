package dev.cuboid.cognito.trigger;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.token.ClaimChanges;
import dev.cuboid.cognito.token.GroupClaims;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The trigger that may change claims ("Pre token generation Lambda trigger" in the developer
 * guide), in its versions 1 to 3. Thread-safe.
 */
public final class PreTokenGeneration {

  /** Why tokens are made. */
  public enum Source {
    HOSTED_AUTH("TokenGeneration_HostedAuth"),
    AUTHENTICATION("TokenGeneration_Authentication"),
    NEW_PASSWORD_CHALLENGE("TokenGeneration_NewPasswordChallenge"),
    REFRESH_TOKENS("TokenGeneration_RefreshTokens"),
    CLIENT_CREDENTIALS("TokenGeneration_ClientCredentials");

    private final String wireName;

    Source(String wireName) {
      this.wireName = wireName;
    }
  }

  private final Triggers triggers;
  private final ClaimChangesReader reader;

  /**
   * The trigger among these.
   *
   * @param strict true to refuse in version 1 what Cognito refuses; false to let values other than
   *     text pass with a warning
   */
  public PreTokenGeneration(Triggers triggers, boolean strict) {
    this.triggers = triggers;
    this.reader = new ClaimChangesReader(strict);
  }

  /** Asks the function, if there is one, what to change in a user's tokens. */
  public ClaimChanges forUser(
      Source source,
      UserPool pool,
      AppClient client,
      User user,
      GroupClaims groups,
      List<String> scopes,
      Map<String, String> clientMetadata) {
    ObjectNode request = Json.object();
    request.set("userAttributes", Triggers.attributes(user));
    ObjectNode configuration = request.putObject("groupConfiguration");
    configuration.set("groupsToOverride", Json.tree(groups.groups()));
    configuration.set("iamRolesToOverride", Json.tree(groups.roles()));
    groups
        .preferredRole()
        .ifPresentOrElse(
            role -> configuration.put("preferredRole", role),
            () -> configuration.putNull("preferredRole"));
    return ask(source, pool, client, user.username(), request, scopes, clientMetadata);
  }

  /**
   * Asks the function what to change in the token of a client that acts for itself. Only a function
   * of version 3 is asked.
   */
  public ClaimChanges forClient(
      UserPool pool, AppClient client, List<String> scopes, Map<String, String> clientMetadata) {
    TriggerKind kind = TriggerKind.PRE_TOKEN_GENERATION;
    if (triggers.version(pool, kind) != EventVersion.V3) {
      return ClaimChanges.none();
    }
    ObjectNode request = Json.object();
    request.putObject("userAttributes");
    ObjectNode configuration = request.putObject("groupConfiguration");
    configuration.putArray("groupsToOverride");
    configuration.putArray("iamRolesToOverride");
    configuration.putNull("preferredRole");
    return ask(
        Source.CLIENT_CREDENTIALS,
        pool,
        client,
        client.clientId(),
        request,
        scopes,
        clientMetadata);
  }

  private ClaimChanges ask(
      Source source,
      UserPool pool,
      AppClient client,
      String username,
      ObjectNode request,
      List<String> scopes,
      Map<String, String> clientMetadata) {
    TriggerKind kind = TriggerKind.PRE_TOKEN_GENERATION;
    EventVersion version = triggers.version(pool, kind);
    ObjectNode response = Json.object();
    if (version == EventVersion.V1) {
      response.putNull("claimsOverrideDetails");
    } else {
      request.set("scopes", Json.tree(scopes));
      response.putNull("claimsAndScopeOverrideDetails");
    }
    if (!clientMetadata.isEmpty()) {
      request.set("clientMetadata", Triggers.texts(clientMetadata));
    }
    Optional<ObjectNode> answer =
        triggers.call(
            new Triggers.Call(
                kind, source.wireName, pool, client.clientId(), username, request, response));
    return answer
        .map(changes -> reader.read(version, triggers.name(pool, kind), changes))
        .orElseGet(ClaimChanges::none);
  }
}
