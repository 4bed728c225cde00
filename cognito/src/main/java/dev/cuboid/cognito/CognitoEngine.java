package dev.cuboid.cognito;

import dev.cuboid.cognito.account.AttributeVerification;
import dev.cuboid.cognito.account.ConfirmationCodes;
import dev.cuboid.cognito.account.PasswordRecovery;
import dev.cuboid.cognito.account.Registration;
import dev.cuboid.cognito.api.ApiEndpoint;
import dev.cuboid.cognito.api.ApiServices;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.hosted.HostedPages;
import dev.cuboid.cognito.hosted.HostedServices;
import dev.cuboid.cognito.http.WebHandler;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.message.Outbox;
import dev.cuboid.cognito.oauth.AuthorizationCodes;
import dev.cuboid.cognito.oauth.AuthorizationEndpoint;
import dev.cuboid.cognito.oauth.AuthorizationRequests;
import dev.cuboid.cognito.oauth.BrowserSessions;
import dev.cuboid.cognito.oauth.DiscoveryEndpoint;
import dev.cuboid.cognito.oauth.LogoutEndpoint;
import dev.cuboid.cognito.oauth.TokenEndpoint;
import dev.cuboid.cognito.oauth.UserInfoEndpoint;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.seed.Seeder;
import dev.cuboid.cognito.signin.AuthenticatorApps;
import dev.cuboid.cognito.signin.CustomAuthentication;
import dev.cuboid.cognito.signin.Grants;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.signin.PendingChallenges;
import dev.cuboid.cognito.signin.SignIn;
import dev.cuboid.cognito.signin.UserMigration;
import dev.cuboid.cognito.store.Database;
import dev.cuboid.cognito.token.AccessTokens;
import dev.cuboid.cognito.token.IssuerNames;
import dev.cuboid.cognito.token.JsonWebTokens;
import dev.cuboid.cognito.token.KeyRing;
import dev.cuboid.cognito.token.TokenIssuer;
import dev.cuboid.cognito.token.TokenSessions;
import dev.cuboid.cognito.trigger.PreTokenGeneration;
import dev.cuboid.cognito.trigger.TriggerFunctions;
import dev.cuboid.cognito.trigger.Triggers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Everything behind the listener, put together. */
final class CognitoEngine implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  private final CognitoOptions options;
  private final Database database;
  private final ExecutorService background;
  private final HttpClient http;
  private final TriggerFunctions functions;
  private final Triggers triggers;
  private final Identifiers identifiers;
  private final PoolDirectory pools;
  private final UserDirectory users;
  private final KeyRing keys;
  private final TokenSessions sessions;
  private final Passwords passwords;
  private final Outbox outbox;

  private CognitoEngine(CognitoOptions options, Database database) {
    InstantSource clock = options.clock();
    this.options = options;
    this.database = database;
    this.background = Executors.newVirtualThreadPerTaskExecutor();
    this.http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    this.functions = new TriggerFunctions(options.triggers(), clock, http);
    this.triggers = new Triggers(functions);
    this.identifiers = new Identifiers(options.random());
    this.pools = new PoolDirectory(database);
    this.users = new UserDirectory(database, clock);
    this.keys = new KeyRing(database, options.random(), background);
    this.sessions = new TokenSessions(database, identifiers, clock);
    this.passwords = new Passwords(users, options.random(), clock);
    this.outbox = new Outbox(database);
  }

  /**
   * Opens the state.
   *
   * @throws IOException when the state directory cannot be used
   */
  static CognitoEngine open(CognitoOptions options) throws IOException {
    Database database =
        options.stateDirectory().isPresent()
            ? Database.open(options.stateDirectory().get())
            : Database.inMemory();
    CognitoEngine engine = new CognitoEngine(options, database);
    engine.background.execute(engine.functions::prepare);
    return engine;
  }

  Seeder seeder() {
    return new Seeder(database, pools, users, passwords, identifiers, options.clock());
  }

  PoolDirectory pools() {
    return pools;
  }

  KeyRing keys() {
    return keys;
  }

  /** The handler of all requests, for pools that call themselves so. */
  WebHandler handler(IssuerNames issuers, boolean loopbackOnly) {
    InstantSource clock = options.clock();
    JsonWebTokens tokens = new JsonWebTokens(keys);
    TokenIssuer issuer = new TokenIssuer(tokens, issuers, identifiers, clock);
    PreTokenGeneration preTokenGeneration = new PreTokenGeneration(triggers, options.strict());
    Grants grants = new Grants(pools, users, sessions, issuer, preTokenGeneration, clock);
    PendingChallenges challenges = new PendingChallenges(identifiers, clock);
    UserMigration migration = new UserMigration(triggers, users, passwords, identifiers, clock);
    SignIn signIn =
        new SignIn(users, passwords, challenges, migration, triggers, options.random(), clock);
    CustomAuthentication customAuthentication =
        new CustomAuthentication(signIn, triggers, users, challenges, identifiers);
    AuthenticatorApps apps = new AuthenticatorApps(challenges, pools, users, identifiers, clock);
    AccessTokens accessTokens = new AccessTokens(tokens, sessions, pools, users, clock);
    Messenger messenger = new Messenger(outbox, triggers, identifiers, clock);
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
            browsers,
            signIn,
            apps,
            registration,
            recovery,
            outbox,
            identifiers,
            clock);
    return new CognitoRoutes(
        ApiEndpoint.create(apiServices),
        authorization,
        new TokenEndpoint(pools, grants, codes, sessions),
        new UserInfoEndpoint(accessTokens),
        new DiscoveryEndpoint(pools, keys, issuers),
        new LogoutEndpoint(pools, browsers),
        HostedPages.create(hostedServices),
        loopbackOnly);
  }

  @Override
  public void close() {
    background.close();
    functions.close();
    http.close();
    database.close();
  }
}
