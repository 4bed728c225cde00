package dev.cuboid.cognito.signin;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.signin.PendingChallenges.ChallengeResult;
import dev.cuboid.cognito.signin.PendingChallenges.Expected;
import dev.cuboid.cognito.signin.PendingChallenges.Pending;
import dev.cuboid.cognito.signin.SignInStep.Challenge;
import dev.cuboid.cognito.trigger.PreTokenGeneration;
import dev.cuboid.cognito.trigger.TriggerKind;
import dev.cuboid.cognito.trigger.Triggers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sign-ins whose steps the pool's own functions decide ("Custom authentication challenge Lambda
 * triggers" in the developer guide). Thread-safe.
 */
public final class CustomAuthentication {

  private final SignIn signIn;
  private final Triggers triggers;
  private final UserDirectory users;
  private final PendingChallenges challenges;
  private final Identifiers identifiers;

  /** Signs in the users of this directory. */
  public CustomAuthentication(
      SignIn signIn,
      Triggers triggers,
      UserDirectory users,
      PendingChallenges challenges,
      Identifiers identifiers) {
    this.signIn = signIn;
    this.triggers = triggers;
    this.users = users;
    this.challenges = challenges;
    this.identifiers = identifiers;
  }

  /**
   * Begins a sign-in.
   *
   * @param clientPublic the client's SRP value, when it wants to prove a password on the way
   * @throws CognitoException when the functions refuse
   */
  public SignInStep begin(SignInContext context, String username, Optional<String> clientPublic) {
    User user = signIn.requireUser(context, username);
    List<ChallengeResult> history =
        clientPublic.isPresent() ? List.of(new ChallengeResult("SRP_A", true, "")) : List.of();
    return define(context, user, history, clientPublic);
  }

  /**
   * Answers a challenge of the create-auth-challenge function.
   *
   * @throws CognitoException when the functions refuse
   */
  public SignInStep answer(SignInContext context, String session, String answer) {
    Pending pending = challenges.take(context.client(), session);
    if (!(pending.expected() instanceof Expected.Custom custom)) {
      throw CognitoException.notAuthorized("Invalid session for the user.");
    }
    User user = user(context, pending.username());
    ObjectNode request = request(context, user);
    request.set("privateChallengeParameters", Triggers.texts(custom.privateParameters()));
    request.put("challengeAnswer", answer);
    ObjectNode response = Json.object();
    response.putNull("answerCorrect");
    boolean correct =
        call(
                context,
                TriggerKind.VERIFY_AUTH_CHALLENGE,
                "VerifyAuthChallengeResponse_Authentication",
                user,
                request,
                response)
            .path("answerCorrect")
            .asBoolean(false);
    List<ChallengeResult> history = new ArrayList<>(custom.history());
    history.add(new ChallengeResult(custom.challengeName(), correct, custom.challengeMetadata()));
    return define(context, user, history, Optional.empty());
  }

  /**
   * Answers the challenge {@code PASSWORD_VERIFIER}, within a custom sign-in or without one.
   *
   * @throws CognitoException when the proof is wrong
   */
  public SignInStep answerProof(
      SignInContext context, String secretBlock, String timestamp, String signature) {
    SignIn.Proven proven = signIn.proven(context, secretBlock, timestamp, signature);
    if (proven.custom().isEmpty()) {
      return signIn.afterProof(context, proven.user());
    }
    List<ChallengeResult> history = new ArrayList<>(proven.custom().get());
    history.add(new ChallengeResult("PASSWORD_VERIFIER", true, ""));
    return define(context, proven.user(), history, Optional.empty());
  }

  private SignInStep define(
      SignInContext context,
      User user,
      List<ChallengeResult> history,
      Optional<String> clientPublic) {
    ObjectNode request = request(context, user);
    request.set("session", view(history));
    ObjectNode response = Json.object();
    response.putNull("challengeName");
    response.putNull("issueTokens");
    response.putNull("failAuthentication");
    ObjectNode decision =
        call(
            context,
            TriggerKind.DEFINE_AUTH_CHALLENGE,
            "DefineAuthChallenge_Authentication",
            user,
            request,
            response);
    if (decision.path("issueTokens").asBoolean(false)) {
      return signIn.authenticated(context, user, PreTokenGeneration.Source.AUTHENTICATION);
    }
    if (decision.path("failAuthentication").asBoolean(false)) {
      throw CognitoException.incorrectUsernameOrPassword();
    }
    String next = decision.path("challengeName").asString("");
    return switch (next) {
      case "PASSWORD_VERIFIER" ->
          signIn.withProof(
              context,
              user.username(),
              clientPublic.orElseThrow(
                  () -> CognitoException.invalidParameter("Missing required parameter SRP_A")),
              Optional.of(history));
      case "CUSTOM_CHALLENGE" -> create(context, user, history, next);
      default ->
          throw new CognitoException(
              ErrorType.INVALID_LAMBDA_RESPONSE, "Unrecognizable lambda output");
    };
  }

  private Challenge create(
      SignInContext context, User user, List<ChallengeResult> history, String challengeName) {
    ObjectNode request = request(context, user);
    request.put("challengeName", challengeName);
    request.set("session", view(history));
    ObjectNode response = Json.object();
    response.putNull("publicChallengeParameters");
    response.putNull("privateChallengeParameters");
    response.putNull("challengeMetadata");
    ObjectNode created =
        call(
            context,
            TriggerKind.CREATE_AUTH_CHALLENGE,
            "CreateAuthChallenge_Authentication",
            user,
            request,
            response);
    Map<String, String> parameters = texts(created.path("publicChallengeParameters"));
    parameters.put("USERNAME", user.username());
    Expected expected =
        new Expected.Custom(
            history,
            challengeName,
            created.path("challengeMetadata").asString(""),
            texts(created.path("privateChallengeParameters")));
    String session =
        challenges.put(
            identifiers.session(), context.client(), user.username(), expected, Optional.empty());
    return new Challenge(ChallengeName.CUSTOM_CHALLENGE, session, parameters);
  }

  private ObjectNode call(
      SignInContext context,
      TriggerKind kind,
      String source,
      User user,
      ObjectNode request,
      ObjectNode response) {
    return triggers
        .call(
            new Triggers.Call(
                kind,
                source,
                context.pool(),
                context.client().clientId(),
                user.username(),
                request,
                response))
        .orElseThrow(
            () ->
                CognitoException.invalidParameter(
                    "Custom auth lambda trigger is not configured for the user pool."));
  }

  private User user(SignInContext context, String username) {
    return users.get(context.pool(), username).orElseThrow(CognitoException::userNotFound);
  }

  private static ObjectNode request(SignInContext context, User user) {
    ObjectNode request = Json.object();
    request.set("userAttributes", Triggers.attributes(user));
    request.put("userNotFound", false);
    request.set("clientMetadata", Triggers.texts(context.clientMetadata()));
    return request;
  }

  private static ArrayNode view(List<ChallengeResult> history) {
    ArrayNode list = Json.array();
    for (ChallengeResult result : history) {
      ObjectNode item = list.addObject();
      item.put("challengeName", result.challengeName());
      item.put("challengeResult", result.challengeResult());
      if (!result.challengeMetadata().isEmpty()) {
        item.put("challengeMetadata", result.challengeMetadata());
      }
    }
    return list;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }
}
