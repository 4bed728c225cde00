package dev.cuboid.cognito.oauth;

import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.oauth.AuthorizationRequest.ResponseType;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserPool;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and checks requests to the authorization endpoint and to the hosted pages. */
public final class AuthorizationRequests {

  /** A request that was read, or the answer to one that cannot be served. */
  public sealed interface Reading {

    /** The request is in order. */
    record Valid(AuthorizationRequest request) implements Reading {}

    /** The request cannot be served; this is what to answer. */
    record Refused(WebResponse answer) implements Reading {}
  }

  private static final Pattern CODE_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final PoolDirectory pools;

  /** Checks against the clients of these pools. */
  public AuthorizationRequests(PoolDirectory pools) {
    this.pools = pools;
  }

  /**
   * Reads a request. Nothing is ever sent to a redirect URI that is not, character for character,
   * one of the client's callback URLs.
   */
  public Reading read(Parameters parameters) {
    Optional<String> clientId = parameters.first("client_id");
    Optional<String> redirectUri = parameters.first("redirect_uri");
    if (clientId.isEmpty() || redirectUri.isEmpty()) {
      return errorPage("Required parameters missing", parameters);
    }
    Optional<AppClient> client = pools.findClient(clientId.get());
    Optional<UserPool> pool = client.flatMap(found -> pools.findPool(found.userPoolId()));
    if (client.isEmpty() || pool.isEmpty()) {
      return errorPage("Client does not exist.", parameters);
    }
    if (!client.get().settings().callbackUrls().contains(redirectUri.get())) {
      return errorPage("redirect_mismatch", parameters);
    }
    return read(parameters, pool.get(), client.get(), redirectUri.get());
  }

  private Reading read(Parameters parameters, UserPool pool, AppClient client, String redirectUri) {
    Optional<String> state = parameters.first("state");
    Optional<ResponseType> responseType =
        switch (parameters.text("response_type")) {
          case "code" -> Optional.of(ResponseType.CODE);
          case "token" -> Optional.of(ResponseType.TOKEN);
          default -> Optional.empty();
        };
    if (responseType.isEmpty()) {
      return refused(Redirects.error(redirectUri, state, "invalid_request", ""));
    }
    String flow = responseType.get() == ResponseType.CODE ? "code" : "implicit";
    boolean allowed =
        client.settings().oauthEnabled() && client.settings().allowedOAuthFlows().contains(flow);
    if (!allowed) {
      return refused(Redirects.error(redirectUri, state, "unauthorized_client", ""));
    }
    List<String> allowedScopes = client.settings().allowedOAuthScopes();
    List<String> scopes =
        parameters
            .first("scope")
            .map(text -> List.of(text.strip().split("\\s+")))
            .orElse(allowedScopes);
    if (!allowedScopes.containsAll(scopes)) {
      return refused(Redirects.error(redirectUri, state, "invalid_request", "invalid_scope"));
    }
    Optional<String> challenge = parameters.first("code_challenge");
    boolean challengeInOrder =
        challenge.isEmpty()
            ? parameters.first("code_challenge_method").isEmpty()
            : CODE_CHALLENGE.matcher(challenge.get()).matches()
                && parameters.text("code_challenge_method").equals("S256");
    if (!challengeInOrder) {
      return refused(
          Redirects.error(
              redirectUri,
              state,
              "invalid_request",
              "code_challenge_method must be S256, with a code_challenge of 43 characters"));
    }
    return new Reading.Valid(
        new AuthorizationRequest(
            pool,
            client,
            responseType.get(),
            redirectUri,
            scopes,
            state,
            parameters.first("nonce"),
            challenge,
            parameters));
  }

  private static Reading errorPage(String error, Parameters parameters) {
    Parameters query = Parameters.none().with("error", error);
    Parameters withClient =
        parameters.first("client_id").map(id -> query.with("client_id", id)).orElse(query);
    return refused(WebResponse.redirect("/error?" + withClient.encode()));
  }

  private static Reading refused(WebResponse answer) {
    return new Reading.Refused(answer);
  }
}
