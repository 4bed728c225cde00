package dev.cuboid.cognito;

import dev.cuboid.cognito.account.AttributeVerification;
import dev.cuboid.cognito.account.ConfirmationCodes;
import dev.cuboid.cognito.account.PasswordRecovery;
import dev.cuboid.cognito.account.Registration;
import dev.cuboid.cognito.admin.AdminEndpoint;
import dev.cuboid.cognito.admin.UserTransfer;
import dev.cuboid.cognito.api.ApiEndpoint;
import dev.cuboid.cognito.api.ApiServices;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.hosted.HostedPages;
import dev.cuboid.cognito.hosted.HostedServices;
import dev.cuboid.cognito.http.WebHandler;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.oauth.AuthorizationCodes;
import dev.cuboid.cognito.oauth.AuthorizationEndpoint;
import dev.cuboid.cognito.oauth.AuthorizationRequests;
import dev.cuboid.cognito.oauth.BrowserSessions;
import dev.cuboid.cognito.oauth.DiscoveryEndpoint;
import dev.cuboid.cognito.oauth.LogoutEndpoint;
import dev.cuboid.cognito.oauth.TokenEndpoint;
import dev.cuboid.cognito.oauth.UserInfoEndpoint;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.signin.AuthenticatorApps;
import dev.cuboid.cognito.signin.CustomAuthentication;
import dev.cuboid.cognito.signin.Grants;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.signin.PendingChallenges;
import dev.cuboid.cognito.signin.SignIn;
import dev.cuboid.cognito.signin.SignInContext;
import dev.cuboid.cognito.signin.SignInStep;
import dev.cuboid.cognito.signin.UserMigration;
import dev.cuboid.cognito.token.AccessTokens;
import dev.cuboid.cognito.token.IssuerNames;
import dev.cuboid.cognito.token.JsonWebTokens;
import dev.cuboid.cognito.token.KeyRing;
import dev.cuboid.cognito.token.TokenIssuer;
import dev.cuboid.cognito.token.TokenSessions;
import dev.cuboid.cognito.trigger.PreTokenGeneration;
import dev.cuboid.cognito.trigger.Triggers;
import java.time.InstantSource;
import java.util.Map;

/** The services of a server at its address, put together. */
final class CognitoServices {

  private final PoolDirectory pools;
  private final SignIn signIn;
  private final Grants grants;
  private final WebHandler routes;

  /**
   * Puts the services together.
   *
   * @param loopbackOnly true when only this machine can reach the server
   */
  CognitoServices(CognitoState state, IssuerNames issuers, boolean loopbackOnly) {
    InstantSource clock = state.options().clock();
    Identifiers identifiers = state.identifiers();
    UserDirectory users = state.users();
    KeyRing keys = state.keys();
    TokenSessions sessions = state.sessions();
    Passwords passwords = state.passwords();
    Triggers triggers = state.triggers();
    this.pools = state.pools();
    JsonWebTokens tokens = new JsonWebTokens(keys);
    TokenIssuer issuer = new TokenIssuer(tokens, issuers, identifiers, clock);
    PreTokenGeneration preTokenGeneration =
        new PreTokenGeneration(triggers, state.options().strict());
    this.grants = new Grants(pools, users, sessions, issuer, preTokenGeneration, clock);
    PendingChallenges challenges = new PendingChallenges(identifiers, clock);
    UserMigration migration = new UserMigration(triggers, users, passwords, identifiers, clock);
    this.signIn =
        new SignIn(users, passwords, challenges, migration, triggers, identifiers.random(), clock);
    CustomAuthentication customAuthentication =
        new CustomAuthentication(signIn, triggers, users, challenges, identifiers);
    AuthenticatorApps apps = new AuthenticatorApps(challenges, pools, users, identifiers, clock);
    AccessTokens accessTokens = new AccessTokens(tokens, sessions, pools, users, clock);
    Messenger messenger = new Messenger(state.outbox(), triggers, identifiers, clock);
    ConfirmationCodes codesByMessage = new ConfirmationCodes(users, messenger, identifiers, clock);
    Registration registration =
        new Registration(users, passwords, codesByMessage, triggers, identifiers, clock);
    PasswordRecovery recovery =
        new PasswordRecovery(users, passwords, codesByMessage, registration, migration);
    AuthorizationRequests requests = new AuthorizationRequests(pools);
    BrowserSessions browsers = new BrowserSessions(identifiers, clock);
    AuthorizationCodes codes = new AuthorizationCodes(identifiers, clock);
    AuthorizationEndpoint authorization =
        new AuthorizationEndpoint(requests, browsers, users, grants, codes);
    ApiServices apiServices =
        new ApiServices(
            pools,
            users,
            keys,
            passwords,
            sessions,
            messenger,
            identifiers,
            clock,
            signIn,
            customAuthentication,
            grants,
            accessTokens,
            apps,
            registration,
            recovery,
            new AttributeVerification(users, codesByMessage));
    HostedServices hostedServices =
        new HostedServices(
            pools,
            requests,
            authorization,
            signIn,
            apps,
            registration,
            recovery,
            state.outbox(),
            identifiers,
            clock);
    this.routes =
        new CognitoRoutes(
            ApiEndpoint.create(apiServices),
            authorization,
            new TokenEndpoint(pools, grants, codes, sessions),
            new UserInfoEndpoint(accessTokens),
            new DiscoveryEndpoint(pools, keys, issuers),
            new LogoutEndpoint(pools, browsers),
            HostedPages.create(hostedServices),
            new AdminEndpoint(pools, keys, new UserTransfer(users)),
            loopbackOnly);
  }

  /** Answers all requests. */
  WebHandler routes() {
    return routes;
  }

  /**
   * Signs a user in by password, as the API does.
   *
   * @throws IllegalArgumentException when the pool refuses, or asks for more than the password
   */
  CognitoUserPool.Tokens signIn(String clientId, String username, String password) {
    AppClient client = pools.client(clientId);
    SignInContext context = new SignInContext(pools.pool(client.userPoolId()), client, Map.of());
    try {
      SignInStep step = signIn.withPassword(context, username, password);
      if (!(step instanceof SignInStep.Authenticated authenticated)) {
        throw new IllegalArgumentException("the sign-in asks for more than a password: " + step);
      }
      Grants.Tokens tokens = grants.forApi(context, authenticated, Map.of());
      return new CognitoUserPool.Tokens(
          tokens.idToken().orElse(""), tokens.accessToken(), tokens.refreshToken().orElse(""));
    } catch (CognitoException e) {
      throw new IllegalArgumentException(e.text(), e);
    }
  }
}
