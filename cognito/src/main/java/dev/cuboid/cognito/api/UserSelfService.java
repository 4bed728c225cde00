package dev.cuboid.cognito.api;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.AttributeRules;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.signin.AuthenticatorApps;
import dev.cuboid.cognito.signin.Grants;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.token.AccessTokens;
import dev.cuboid.cognito.token.TokenSession;
import dev.cuboid.cognito.token.TokenSessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The operations by which signed-in users manage their own account and their tokens. */
final class UserSelfService implements OperationGroup {

  private final PoolDirectory pools;
  private final UserDirectory users;
  private final AccessTokens accessTokens;
  private final TokenSessions sessions;
  private final Passwords passwords;
  private final AuthenticatorApps apps;
  private final Grants grants;

  UserSelfService(
      PoolDirectory pools,
      UserDirectory users,
      AccessTokens accessTokens,
      TokenSessions sessions,
      Passwords passwords,
      AuthenticatorApps apps,
      Grants grants) {
    this.pools = pools;
    this.users = users;
    this.accessTokens = accessTokens;
    this.sessions = sessions;
    this.passwords = passwords;
    this.apps = apps;
    this.grants = grants;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "GetUser", this::getUser,
        "DeleteUser", this::deleteUser,
        "DeleteUserAttributes", this::deleteAttributes,
        "ChangePassword", this::changePassword,
        "GlobalSignOut", this::globalSignOut,
        "RevokeToken", this::revokeToken,
        "GetTokensFromRefreshToken", this::refresh,
        "AssociateSoftwareToken", this::associateApp,
        "VerifySoftwareToken", this::verifyApp,
        "SetUserMFAPreference", this::setMfaPreference);
  }

  private ObjectNode getUser(ApiCall call) {
    User user = bearer(call).user();
    ObjectNode output = Json.object();
    output.put("Username", user.username());
    output.set("UserAttributes", Views.attributes(user.attributes()));
    Views.addMfa(output, user);
    return output;
  }

  private ObjectNode deleteUser(ApiCall call) {
    AccessTokens.Bearer bearer = bearer(call);
    sessions.revokeAll(bearer.user());
    users.remove(bearer.pool(), bearer.user());
    return Json.object();
  }

  private ObjectNode deleteAttributes(ApiCall call) {
    AccessTokens.Bearer bearer = bearer(call);
    List<String> names = call.texts("UserAttributeNames");
    names.forEach(new AttributeRules(bearer.pool())::checkRemoval);
    users.change(
        bearer.pool(),
        bearer.user().username(),
        current ->
            current.withAttributes(
                all -> {
                  names.forEach(all::remove);
                  return all;
                }));
    return Json.object();
  }

  private ObjectNode changePassword(ApiCall call) {
    AccessTokens.Bearer bearer = bearer(call);
    String previous = call.required("PreviousPassword");
    if (!passwords.matches(bearer.pool(), bearer.user(), previous)) {
      throw CognitoException.incorrectUsernameOrPassword();
    }
    passwords.set(bearer.pool(), bearer.user(), call.required("ProposedPassword"));
    return Json.object();
  }

  private ObjectNode globalSignOut(ApiCall call) {
    sessions.revokeAll(bearer(call).user());
    return Json.object();
  }

  private ObjectNode revokeToken(ApiCall call) {
    AppClient client = pools.client(call.required("ClientId"));
    checkSecret(call, client);
    String token = call.required("Token");
    if (token.split("\\.", -1).length == 3) {
      throw new CognitoException(ErrorType.UNSUPPORTED_TOKEN_TYPE, "Unsupported token type");
    }
    Optional<TokenSession> session =
        sessions.find(token).filter(found -> found.clientId().equals(client.clientId()));
    session.ifPresent(sessions::revoke);
    return Json.object();
  }

  private ObjectNode refresh(ApiCall call) {
    AppClient client = pools.client(call.required("ClientId"));
    checkSecret(call, client);
    Grants.Tokens tokens =
        grants.refresh(
            pools.pool(client.userPoolId()),
            client,
            call.required("RefreshToken"),
            call.map("ClientMetadata"));
    ObjectNode output = AuthenticationOperations.tokenOutput(tokens);
    output.remove("ChallengeParameters");
    return output;
  }

  private static void checkSecret(ApiCall call, AppClient client) {
    boolean fits =
        client
            .clientSecret()
            .map(secret -> call.text("ClientSecret").filter(secret::equals).isPresent())
            .orElse(true);
    if (!fits) {
      throw CognitoException.notAuthorized(
          "Unable to verify secret for client " + client.clientId());
    }
  }

  private ObjectNode associateApp(ApiCall call) {
    Optional<String> session = call.text("Session");
    AuthenticatorApps.Association association;
    if (session.isPresent()) {
      association = apps.associate(session.get());
    } else {
      AccessTokens.Bearer bearer = bearer(call);
      association = apps.associate(bearer.pool(), bearer.user());
    }
    ObjectNode output = Json.object();
    output.put("SecretCode", association.secret());
    association.session().ifPresent(next -> output.put("Session", next));
    return output;
  }

  private ObjectNode verifyApp(ApiCall call) {
    String code = call.required("UserCode");
    ObjectNode output = Json.object().put("Status", "SUCCESS");
    Optional<String> session = call.text("Session");
    if (session.isPresent()) {
      output.put("Session", apps.verify(session.get(), code));
    } else {
      AccessTokens.Bearer bearer = bearer(call);
      apps.verify(bearer.pool(), bearer.user(), code);
    }
    return output;
  }

  private ObjectNode setMfaPreference(ApiCall call) {
    AccessTokens.Bearer bearer = bearer(call);
    MfaPreference.apply(call, users, bearer.pool(), bearer.user());
    return Json.object();
  }

  private AccessTokens.Bearer bearer(ApiCall call) {
    return accessTokens.requireForApi(call.required("AccessToken"));
  }
}
