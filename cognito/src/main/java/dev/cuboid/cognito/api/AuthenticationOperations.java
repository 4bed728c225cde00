package dev.cuboid.cognito.api;

import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.AuthFlow;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.signin.ChallengeName;
import dev.cuboid.cognito.signin.CustomAuthentication;
import dev.cuboid.cognito.signin.Grants;
import dev.cuboid.cognito.signin.SignIn;
import dev.cuboid.cognito.signin.SignInContext;
import dev.cuboid.cognito.signin.SignInStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The operations that sign users in: flows and challenges. */
final class AuthenticationOperations implements OperationGroup {

  private static final String ATTRIBUTE_PREFIX = "userAttributes.";

  private final PoolDirectory pools;
  private final SignIn signIn;
  private final CustomAuthentication customAuthentication;
  private final Grants grants;

  AuthenticationOperations(
      PoolDirectory pools,
      SignIn signIn,
      CustomAuthentication customAuthentication,
      Grants grants) {
    this.pools = pools;
    this.signIn = signIn;
    this.customAuthentication = customAuthentication;
    this.grants = grants;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "InitiateAuth", call -> initiate(call, publicContext(call), false),
        "AdminInitiateAuth", call -> initiate(call, adminContext(call), true),
        "RespondToAuthChallenge", call -> respond(call, publicContext(call)),
        "AdminRespondToAuthChallenge", call -> respond(call, adminContext(call)));
  }

  private SignInContext publicContext(ApiCall call) {
    AppClient client = pools.client(call.required("ClientId"));
    return new SignInContext(pools.pool(client.userPoolId()), client, call.map("ClientMetadata"));
  }

  private SignInContext adminContext(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    AppClient client = pools.client(pool.id(), call.required("ClientId"));
    return new SignInContext(pool, client, call.map("ClientMetadata"));
  }

  private ObjectNode initiate(ApiCall call, SignInContext context, boolean admin) {
    Parameters given = new Parameters(call.map("AuthParameters"));
    AuthFlow flow = flow(call, context, admin);
    if (flow == AuthFlow.REFRESH_TOKEN_AUTH) {
      return refresh(context, given);
    }
    String username = given.required("USERNAME");
    SecretHashes.check(context.client(), username, given.optional("SECRET_HASH"));
    SignInStep step =
        switch (flow) {
          case USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH ->
              signIn.withPassword(context, username, given.required("PASSWORD"));
          case USER_SRP_AUTH -> signIn.withProof(context, username, given.required("SRP_A"));
          case CUSTOM_AUTH ->
              customAuthentication.begin(context, username, given.optional("SRP_A"));
          case REFRESH_TOKEN_AUTH ->
              throw new IllegalStateException("refreshing needs no user name");
        };
    // The pre-token-generation trigger is not told the metadata of this operation.
    return output(context, step, Map.of());
  }

  private static AuthFlow flow(ApiCall call, SignInContext context, boolean admin) {
    String name = call.required("AuthFlow");
    AuthFlow flow =
        AuthFlow.named(name)
            .orElseThrow(
                () ->
                    CognitoException.invalidParameter(
                        "The authentication flow "
                            + name
                            + " is not available in the local user pool"));
    boolean refresh = flow == AuthFlow.REFRESH_TOKEN_AUTH;
    boolean adminOnly = flow == AuthFlow.ADMIN_USER_PASSWORD_AUTH;
    if (adminOnly && !admin) {
      throw CognitoException.invalidParameter("Initiate Auth method not supported.");
    }
    if (!refresh && !context.client().allows(flow)) {
      throw CognitoException.invalidParameter(
          admin
              ? "Auth flow not enabled for this client"
              : name + " flow not enabled for this client");
    }
    return flow;
  }

  private ObjectNode refresh(SignInContext context, Parameters given) {
    AppClient client = context.client();
    if (client.settings().rotation().isPresent()) {
      throw CognitoException.notAuthorized(
          "Refresh token rotation is enabled for this client; use GetTokensFromRefreshToken");
    }
    // The hash is of a user name that the token hides; AWS takes the client's secret as well.
    Optional<String> hash = given.optional("SECRET_HASH");
    if (client.clientSecret().isPresent() && hash.isEmpty()) {
      throw CognitoException.notAuthorized(
          "Client "
              + client.clientId()
              + " is configured with secret but SECRET_HASH was not received");
    }
    String refreshToken = given.required("REFRESH_TOKEN");
    if (client.clientSecret().isPresent()) {
      String username = grants.usernameOf(client, refreshToken);
      boolean secretItself = Digests.same(client.clientSecret().get(), hash.orElse(""));
      if (!secretItself) {
        SecretHashes.check(client, username, hash);
      }
    }
    Grants.Tokens tokens =
        grants.refresh(context.pool(), client, refreshToken, context.clientMetadata());
    return tokenOutput(tokens);
  }

  private ObjectNode respond(ApiCall call, SignInContext context) {
    Parameters given = new Parameters(call.map("ChallengeResponses"));
    String name = call.required("ChallengeName");
    ChallengeName challenge = challengeName(name);
    SecretHashes.check(
        context.client(), given.optional("USERNAME").orElse(""), given.optional("SECRET_HASH"));
    String session = call.text("Session").orElse("");
    SignInStep step =
        switch (challenge) {
          case PASSWORD_VERIFIER ->
              customAuthentication.answerProof(
                  context,
                  given.required("PASSWORD_CLAIM_SECRET_BLOCK"),
                  given.required("TIMESTAMP"),
                  given.required("PASSWORD_CLAIM_SIGNATURE"));
          case NEW_PASSWORD_REQUIRED ->
              signIn.answerNewPassword(
                  context, session, given.required("NEW_PASSWORD"), given.attributes());
          case SOFTWARE_TOKEN_MFA ->
              signIn.answerAppCode(context, session, given.required("SOFTWARE_TOKEN_MFA_CODE"));
          case MFA_SETUP -> signIn.answerAppSetup(context, session);
          case CUSTOM_CHALLENGE ->
              customAuthentication.answer(context, session, given.required("ANSWER"));
        };
    return output(context, step, context.clientMetadata());
  }

  private static ChallengeName challengeName(String name) {
    try {
      return ChallengeName.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw CognitoException.invalidParameter(
          "The challenge " + name + " is not available in the local user pool");
    }
  }

  private ObjectNode output(
      SignInContext context, SignInStep step, Map<String, String> triggerMetadata) {
    return switch (step) {
      case SignInStep.Authenticated authenticated ->
          tokenOutput(grants.forApi(context, authenticated, triggerMetadata));
      case SignInStep.Challenge challenge -> {
        ObjectNode output = Json.object();
        output.put("ChallengeName", challenge.name().name());
        // The secret block stands for the session while a password is being proven.
        if (challenge.name() != ChallengeName.PASSWORD_VERIFIER) {
          output.put("Session", challenge.session());
        }
        ObjectNode parameters = output.putObject("ChallengeParameters");
        challenge.parameters().forEach(parameters::put);
        yield output;
      }
    };
  }

  static ObjectNode tokenOutput(Grants.Tokens tokens) {
    ObjectNode output = Json.object();
    output.putObject("ChallengeParameters");
    ObjectNode result = output.putObject("AuthenticationResult");
    result.put("AccessToken", tokens.accessToken());
    result.put("ExpiresIn", tokens.expiresInSeconds());
    result.put("TokenType", "Bearer");
    tokens.refreshToken().ifPresent(token -> result.put("RefreshToken", token));
    tokens.idToken().ifPresent(token -> result.put("IdToken", token));
    return output;
  }

  /** The parameters of a flow, or the answers to a challenge. */
  private record Parameters(Map<String, String> values) {

    Optional<String> optional(String name) {
      return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
      return optional(name)
          .orElseThrow(
              () -> CognitoException.invalidParameter("Missing required parameter " + name));
    }

    Map<String, String> attributes() {
      Map<String, String> attributes = new LinkedHashMap<>();
      values.forEach(
          (name, value) -> {
            if (name.startsWith(ATTRIBUTE_PREFIX)) {
              attributes.put(name.substring(ATTRIBUTE_PREFIX.length()), value);
            }
          });
      return attributes;
    }
  }
}
