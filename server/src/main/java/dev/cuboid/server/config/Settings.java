package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every environment variable that Cuboid reads. The names that begin with {@code CUBEJS_} are
 * Cube's, with Cube's meaning; what is new begins with {@code CUBOID_}.
 *
 * @see <a href="https://cube.dev/docs/reference/configuration/environment-variables">Cube's
 *     variables</a>
 */
public final class Settings {

  private static final Declarations OF_SERVER = new Declarations(Group.SERVER);
  private static final Declarations OF_SIGN_IN = new Declarations(Group.SIGN_IN);
  private static final Declarations OF_DATA_SOURCES = new Declarations(Group.DATA_SOURCES);

  public static final Setting<String> NODE_ENV =
      OF_SERVER.text(
          "NODE_ENV", "`production` refuses requests without a token, and serves no Playground");
  public static final Setting<Boolean> DEV_MODE =
      OF_SERVER.flag(
          "CUBEJS_DEV_MODE", "false", "development mode even where `NODE_ENV` is `production`");
  public static final Setting<Integer> PORT =
      OF_SERVER.setting(
          "PORT",
          "a port",
          "4000",
          "on which the API and the Playground are served",
          Parsers::port);
  public static final Setting<String> HOST =
      OF_SERVER.text(
          "CUBOID_HOST",
          "the address to listen on; in development mode `localhost`, otherwise all addresses");
  public static final Setting<String> BASE_PATH =
      OF_SERVER.setting(
          "CUBEJS_BASE_PATH",
          "a path",
          "/cubejs-api",
          "under which the REST API is served",
          Parsers::text);
  public static final Setting<String> SCHEMA_PATH =
      OF_SERVER.text(
          "CUBEJS_SCHEMA_PATH",
          "the folder of the data model; `model`, or `schema` where that is there");
  public static final Setting<List<String>> FETCH_HOSTS =
      OF_SERVER.list(
          "CUBOID_FETCH_HOSTS",
          "hosts from which JavaScript files of the model may `fetch`, each with its port if that"
              + " is unusual; none without it");
  public static final Setting<Long> MAX_REQUEST_SIZE =
      OF_SERVER.setting(
          "CUBEJS_MAX_REQUEST_SIZE",
          "a size such as 10mb",
          "50mb",
          "the largest body of a request",
          Parsers::size);
  public static final Setting<String> LOG_LEVEL =
      OF_SERVER.setting(
          "CUBEJS_LOG_LEVEL",
          "error, warn, info, debug or trace",
          "info",
          "how much is logged",
          Settings::logLevel);
  public static final Setting<Boolean> JSON_LOG =
      OF_SERVER.setting(
          "CUBOID_LOG_FORMAT",
          "text or json",
          "text",
          "`json` writes each line of the log as an object, with the request's id",
          choice("json", "text"));
  public static final Setting<Duration> GRACEFUL_SHUTDOWN =
      OF_SERVER.setting(
          "CUBEJS_GRACEFUL_SHUTDOWN",
          "a time such as 30s",
          "2s",
          "how long running requests may end at a stop",
          Parsers::duration);

  public static final Setting<List<String>> API_SECRETS =
      OF_SIGN_IN.secretList(
          "CUBEJS_API_SECRETS", "secrets of HS256 tokens, for their rotation, tried in order");
  public static final Setting<String> API_SECRET =
      OF_SIGN_IN.secret(
          "CUBEJS_API_SECRET", "the secret of HS256 tokens, where no JWKS is configured");
  public static final Setting<String> JWK_URL =
      OF_SIGN_IN.text("CUBEJS_JWK_URL", "where the provider publishes its keys");
  public static final Setting<String> JWT_KEY =
      OF_SIGN_IN.secret("CUBEJS_JWT_KEY", "one key for all tokens, in place of the secrets");
  public static final Setting<List<String>> JWT_ALGORITHMS =
      OF_SIGN_IN.list("CUBEJS_JWT_ALGS", "algorithms that are accepted");
  public static final Setting<String> JWT_AUDIENCE =
      OF_SIGN_IN.text(
          "CUBEJS_JWT_AUDIENCE", "for whom a token must be; with Cognito the app client id");
  public static final Setting<List<String>> JWT_ISSUERS =
      OF_SIGN_IN.list("CUBEJS_JWT_ISSUER", "who must have issued a token, letter by letter");
  public static final Setting<String> JWT_SUBJECT =
      OF_SIGN_IN.text("CUBEJS_JWT_SUBJECT", "of whom a token must speak");
  public static final Setting<String> JWT_CLAIMS_NAMESPACE =
      OF_SIGN_IN.text(
          "CUBEJS_JWT_CLAIMS_NAMESPACE",
          "the claim that holds the security context, as an object or as JSON text");
  public static final Setting<Boolean> JWT_NAMESPACE_OPTIONAL =
      OF_SIGN_IN.setting(
          "CUBOID_JWT_NAMESPACE",
          "required or optional",
          "required",
          "`optional` takes a token without the namespace as an empty context, as Cube does",
          choice("optional", "required"));
  public static final Setting<Boolean> SECURITY_CONTEXT_LENIENT =
      OF_SIGN_IN.setting(
          "CUBOID_SECURITY_CONTEXT",
          "strict or lenient",
          "strict",
          "`lenient` gives all rows where a model filters by a value that the context lacks, as"
              + " Cube does",
          choice("lenient", "strict"));
  public static final Setting<String> COGNITO_USER_POOL =
      OF_SIGN_IN.text(
          "CUBOID_COGNITO_USER_POOL",
          "the id of an AWS Cognito user pool, such as `us-east-1_AbC123`; key set and issuer"
              + " follow from it");
  public static final Setting<List<String>> COGNITO_CLIENT_IDS =
      OF_SIGN_IN.list(
          "CUBOID_COGNITO_CLIENT_ID",
          "app clients of that pool whose tokens are taken; all of them without it");
  public static final Setting<List<String>> COGNITO_TOKEN_USES =
      OF_SIGN_IN.setting(
          "CUBOID_COGNITO_TOKEN_USE",
          "id, access, or both with a comma between",
          "",
          "which tokens of that pool are taken; both where app clients are named, otherwise `id`",
          Settings::tokenUses);
  public static final Setting<Boolean> COGNITO_STRICT =
      OF_SIGN_IN.flag(
          "CUBOID_COGNITO_STRICT",
          "false",
          "whether the local user pool of `cuboid demo` refuses what AWS refuses, rather than"
              + " warn");
  public static final Setting<String> OIDC_ISSUER =
      OF_SIGN_IN.text(
          "CUBOID_OIDC_ISSUER",
          "an OpenID provider, as its tokens name it; its discovery document says the rest");
  public static final Setting<List<String>> OIDC_AUDIENCES =
      OF_SIGN_IN.list(
          "CUBOID_OIDC_AUDIENCE", "for whom that provider's tokens must be; required with it");
  public static final Setting<String> JWT_PROVIDERS =
      OF_SIGN_IN.text(
          "CUBOID_JWT_PROVIDERS",
          "further issuers as a JSON list, each with `issuer`, `audience` and perhaps `jwkUrl`, or"
              + " with `userPool` and `clientId`; and with its own `algorithms`,"
              + " `claimsNamespace`, `groupsClaim`");
  public static final Setting<Duration> JWK_STALE =
      OF_SIGN_IN.setting(
          "CUBOID_JWK_STALE",
          "a time such as 1h",
          "1h",
          "how long the last good keys are used while a provider does not answer",
          Parsers::duration);
  public static final Setting<String> PLAYGROUND_SECRET =
      OF_SIGN_IN.secret(
          "CUBEJS_PLAYGROUND_AUTH_SECRET", "the secret of tokens that the Playground signs");
  public static final Setting<List<String>> DEFAULT_API_SCOPES =
      OF_SIGN_IN.setting(
          "CUBEJS_DEFAULT_API_SCOPES",
          "scopes with commas between",
          "graphql,meta,data,sql",
          "the parts of the API that a request may use",
          Parsers::list);

  public static final Setting<List<String>> DATA_SOURCES =
      OF_DATA_SOURCES.list(
          "CUBEJS_DATASOURCES",
          "names of several databases; each but `default` then has variables of its own, such as"
              + " `CUBEJS_DS_<NAME>_DB_HOST` for `CUBEJS_DB_HOST`");

  private Settings() {}

  /** All settings, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return Stream.of(
            OF_SERVER.all(),
            OF_SIGN_IN.all(),
            OF_DATA_SOURCES.all(),
            DatabaseSettings.all(),
            DuckDbSettings.all(),
            WarehouseSettings.all(),
            QuerySettings.all(),
            TelemetrySettings.all())
        .flatMap(List::stream)
        .toList();
  }

  private static Function<String, Boolean> choice(String yes, String no) {
    return text -> {
      if (!text.equals(yes) && !text.equals(no)) {
        throw new IllegalArgumentException("neither");
      }
      return text.equals(yes);
    };
  }

  private static List<String> tokenUses(String text) {
    List<String> uses = Parsers.list(text);
    if (uses.isEmpty() || !List.of("id", "access").containsAll(uses)) {
      throw new IllegalArgumentException("neither");
    }
    return uses;
  }

  private static String logLevel(String text) {
    if (!List.of("error", "warn", "info", "debug", "trace").contains(text)) {
      throw new ConfigurationException("Invalid log level: " + text);
    }
    return text;
  }
}
