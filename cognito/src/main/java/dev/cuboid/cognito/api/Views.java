package dev.cuboid.cognito.api;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.PoolDomain;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserPool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records in the shapes in which the API shows them. */
final class Views {

  private Views() {}

  /** <code>UserPoolType</code>. */
  static ObjectNode pool(UserPool pool, Optional<PoolDomain> domain, long users) {
    ObjectNode view = Json.object();
    view.put("Id", pool.id());
    view.put("Name", pool.name());
    view.setAll(Json.object(pool.settings()));
    ObjectNode policies = view.withObject("/Policies");
    policies.set("PasswordPolicy", Json.tree(pool.settings().passwordPolicy()));
    if (!view.has("LambdaConfig")) {
      view.putObject("LambdaConfig");
    }
    view.put("MfaConfiguration", pool.settings().mfa().name());
    view.set("SchemaAttributes", Json.tree(pool.schema()));
    view.set("LastModifiedDate", Json.tree(pool.lastModifiedDate()));
    view.set("CreationDate", Json.tree(pool.creationDate()));
    view.put("EstimatedNumberOfUsers", users);
    view.put("Arn", pool.arn());
    domain.ifPresent(found -> view.put("Domain", found.domain()));
    return view;
  }

  /** <code>UserPoolDescriptionType</code>. */
  static ObjectNode poolSummary(UserPool pool) {
    ObjectNode view = Json.object();
    view.put("Id", pool.id());
    view.put("Name", pool.name());
    view.set("LambdaConfig", Json.tree(pool.settings().triggers()));
    view.set("LastModifiedDate", Json.tree(pool.lastModifiedDate()));
    view.set("CreationDate", Json.tree(pool.creationDate()));
    return view;
  }

  /** <code>UserPoolClientType</code>. */
  static ObjectNode client(AppClient client) {
    ObjectNode view = Json.object();
    view.put("UserPoolId", client.userPoolId());
    view.put("ClientName", client.settings().clientName());
    view.put("ClientId", client.clientId());
    client.clientSecret().ifPresent(secret -> view.put("ClientSecret", secret));
    view.set("LastModifiedDate", Json.tree(client.lastModifiedDate()));
    view.set("CreationDate", Json.tree(client.creationDate()));
    view.setAll(Json.object(client.settings()));
    if (!view.has("RefreshTokenValidity")) {
      view.put("RefreshTokenValidity", 30);
    }
    if (!view.has("TokenValidityUnits")) {
      view.putObject("TokenValidityUnits");
    }
    view.put(
        "AllowedOAuthFlowsUserPoolClient",
        client.settings().allowedOAuthFlowsUserPoolClient().orElse(false));
    view.put("EnableTokenRevocation", client.settings().revocable());
    view.put(
        "EnablePropagateAdditionalUserContextData",
        client.settings().enablePropagateAdditionalUserContextData().orElse(false));
    view.put("AuthSessionValidity", client.settings().sessionLife().toMinutes());
    return view;
  }

  /** A user as <code>ListUsers</code> shows them, with chosen attributes, or with all. */
  static ObjectNode user(User user, List<String> attributesToGet) {
    ObjectNode view = Json.object();
    view.put("Username", user.username());
    ArrayNode attributes = view.putArray("Attributes");
    user.attributes()
        .forEach(
            (name, value) -> {
              if (attributesToGet.isEmpty() || attributesToGet.contains(name)) {
                attributes.addObject().put("Name", name).put("Value", value);
              }
            });
    view.set("UserCreateDate", Json.tree(user.created()));
    view.set("UserLastModifiedDate", Json.tree(user.modified()));
    view.put("Enabled", user.enabled());
    view.put("UserStatus", user.status().name());
    return view;
  }

  /** Adds what a user's own view says of second factors. */
  static void addMfa(ObjectNode view, User user) {
    if (user.totpEnabled()) {
      view.put("PreferredMfaSetting", "SOFTWARE_TOKEN_MFA");
      view.putArray("UserMFASettingList").add("SOFTWARE_TOKEN_MFA");
    }
  }

  /** A list of attributes. */
  static ArrayNode attributes(Map<String, String> attributes) {
    ArrayNode list = Json.array();
    attributes.forEach((name, value) -> list.addObject().put("Name", name).put("Value", value));
    return list;
  }
}
