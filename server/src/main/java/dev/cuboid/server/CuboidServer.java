package dev.cuboid.server;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.model.CompilerOptions;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.query.request.RequestOptions;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.script.ScriptEngine;
import dev.cuboid.security.AuthenticationConfig;
import dev.cuboid.security.Authenticator;
import dev.cuboid.security.PlaygroundTokens;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.QuerySettings;
import dev.cuboid.server.config.Settings;
import dev.cuboid.server.config.UnknownVariable;
import dev.cuboid.server.fetch.AllowedHosts;
import dev.cuboid.server.hooks.CubeJs;
import dev.cuboid.server.hooks.JavaHooks;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.http.Cors;
import dev.cuboid.server.http.HttpListener;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.http.Router;
import dev.cuboid.server.playground.PlaygroundEndpoints;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.project.EngineSettings;
import dev.cuboid.server.project.ModelFolder;
import dev.cuboid.server.project.PreAggregationNotices;
import dev.cuboid.server.project.SignIn;
import dev.cuboid.server.project.TenantModels;
import dev.cuboid.server.rest.RefreshWorker;
import dev.cuboid.server.rest.RestApi;
import dev.cuboid.server.rest.RestServices;
import dev.cuboid.server.rest.RestSettings;
import dev.cuboid.server.telemetry.Tracing;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Cuboid: one project, its API and, in development mode, its Playground. Thread-safe. */
public final class CuboidServer implements AutoCloseable {

  /** Of this build; {@code development} where it was not packaged. */
  public static final String VERSION =
      Optional.ofNullable(CuboidServer.class.getPackage().getImplementationVersion())
          .orElse("development");

  private static final Logger log = LoggerFactory.getLogger(CuboidServer.class);
  private static final String PRODUCTION_PAGE =
      "<html><body>Cube server is running in production mode. <a"
          + " href=\"https://docs.cube.dev/cube-core/deployment#production-checklist\">Learn more"
          + " about production mode</a>.</body></html>";

  /** Tenants' models that are kept, as in Cube. */
  private static final int DEFAULT_COMPILER_CACHE_SIZE = 250;

  private final HttpListener listener;
  private final String host;
  private final Deque<AutoCloseable> resources;

  private CuboidServer(HttpListener listener, String host, Deque<AutoCloseable> resources) {
    this.listener = listener;
    this.host = host;
    this.resources = resources;
  }

  /**
   * Starts a server; when this returns, it answers. The database is not asked yet.
   *
   * @throws IOException when the port cannot be had, or the project cannot be read
   * @throws ConfigurationException when a setting cannot be used
   */
  public static CuboidServer start(ServerOptions options) throws IOException {
    Environment environment = Environment.load(options.project(), options.environment());
    environment.unknownVariables().stream()
        .filter(UnknownVariable::isMistake)
        .forEach(variable -> log.warn("{}", variable.line()));
    Deque<AutoCloseable> resources = new ArrayDeque<>();
    try {
      return start(options, environment, resources);
    } catch (IOException | RuntimeException e) {
      closeAll(resources);
      throw e;
    }
  }

  private static CuboidServer start(
      ServerOptions options, Environment variables, Deque<AutoCloseable> resources)
      throws IOException {
    Thread.ofVirtual().start(HttpListener::prepare);
    ScriptEngine scripts = ScriptEngine.create(options.clock());
    resources.push(scripts);
    Optional<CubeJs> cubeJs = CubeJs.load(options.project(), scripts, variables);
    cubeJs.ifPresent(resources::push);
    Environment environment =
        cubeJs.map(file -> variables.with(file.variables())).orElse(variables);
    boolean development = environment.isDevelopmentMode();
    ProjectHooks hooks = hooks(options, environment, cubeJs, resources);
    ModelCompiler compiler =
        ModelCompilers.standard(
            scripts,
            CompilerOptions.defaults()
                .withConsole((level, line) -> log.info("model: {}", line))
                .withEnvironment(environment.variables())
                .withIncremental(development)
                .withoutTenants(!hooks.namesTenants())
                .withFetcher(
                    AllowedHosts.of(environment.find(Settings.FETCH_HOSTS).orElse(List.of()))));
    int tenants =
        cubeJs.map(file -> file.compilerCacheSize().orElse(DEFAULT_COMPILER_CACHE_SIZE)).orElse(1);
    ModelFolder folder = ModelFolder.of(options.project(), environment.find(Settings.SCHEMA_PATH));
    DataSourceCatalog databases =
        hooks.driverFactory().isPresent()
            ? DataSourceCatalog.ofDescriptions(environment, options.project())
            : DataSourceCatalog.ofEnvironment(environment, options.project());
    PreAggregationNotices notices = PreAggregationNotices.of(environment);
    TenantModels models =
        new TenantModels(
            options.project(),
            folder,
            compiler,
            options.clock(),
            development,
            tenants,
            model -> {
              // Otherwise it is for a tenant to say where its tables are.
              if (hooks.preAggregationsSchema().isEmpty()) {
                notices.loaded(model, Optional.empty(), databases::knownDialect);
              }
            });
    FirstCompilation compilation = FirstCompilation.start(models, hooks);
    resources.push(compilation::await);
    AuthenticationConfig signIn =
        SignIn.config(
            environment, () -> Optional.of(PlaygroundTokens.newSecret(new SecureRandom())), hooks);
    Authenticator authenticator =
        Authenticator.create(signIn, options.clock(), SignIn.access(environment));
    resources.push(authenticator);
    QueryEngine engine =
        QueryEngine.create(EngineSettings.read(environment), databases.shared(), options.clock());
    resources.push(engine);
    Tracing tracing = Tracing.of(environment);
    resources.push(tracing);
    Router.Builder routes = Router.builder();
    RestApi.addTo(
        routes,
        new RestServices(
            models,
            databases,
            requestReader(options, environment),
            engine,
            authenticator,
            hooks,
            hooks
                .orchestratorOptions()
                .or(() -> cubeJs.flatMap(file -> file.hooks().orchestratorOptions())),
            notices,
            tracing,
            options.clock()),
        RestSettings.read(environment, tenants));
    QuerySettings.refreshInterval(environment)
        .ifPresent(
            interval ->
                resources.push(
                    RefreshWorker.start(
                        hooks,
                        databases,
                        models,
                        engine,
                        notices,
                        tracing.unrequested(),
                        interval)));
    addPages(
        routes, options, environment, folder, models, authenticator, signIn.playgroundSecret());
    String host = environment.find(Settings.HOST).orElse(development ? "localhost" : "0.0.0.0");
    HttpListener listener =
        HttpListener.start(
            host,
            environment.get(Settings.PORT),
            environment.get(Settings.MAX_REQUEST_SIZE),
            environment.get(Settings.GRACEFUL_SHUTDOWN),
            new Cors(routes.build()));
    resources.push(listener);
    compilation.await();
    warn(environment, development);
    return new CuboidServer(listener, host, resources);
  }

  private static RequestReader requestReader(ServerOptions options, Environment environment) {
    return new RequestReader(
        new RequestOptions(
            options.clock(),
            environment.get(QuerySettings.DEFAULT_TIMEZONE),
            environment.get(QuerySettings.QUERY_DEFAULT_LIMIT),
            environment.get(QuerySettings.QUERY_LIMIT)));
  }

  private static ProjectHooks hooks(
      ServerOptions options,
      Environment environment,
      Optional<CubeJs> cubeJs,
      Deque<AutoCloseable> resources)
      throws IOException {
    Optional<JavaHooks> java = JavaHooks.load(options.project(), environment);
    java.ifPresent(resources::push);
    if (java.isPresent() && cubeJs.map(CubeJs::hasHooks).orElse(false)) {
      throw new ConfigurationException(
          "cube.js has functions, and so has a jar in plugins: keep all of them in one place");
    }
    return java.map(JavaHooks::hooks)
        .or(() -> cubeJs.map(CubeJs::hooks))
        .orElseGet(ProjectHooks::none);
  }

  private static void addPages(
      Router.Builder routes,
      ServerOptions options,
      Environment environment,
      ModelFolder folder,
      TenantModels models,
      Authenticator authenticator,
      Optional<String> playgroundSecret) {
    if (!environment.isDevelopmentMode()) {
      routes.get("/", request -> Response.html(200, PRODUCTION_PAGE));
      return;
    }
    new PlaygroundEndpoints(
            folder,
            models.shared(),
            authenticator,
            playgroundSecret.orElseThrow(),
            environment.get(Settings.BASE_PATH),
            VERSION,
            options.signIn(),
            options.clock())
        .addTo(routes);
  }

  private static void warn(Environment environment, boolean development) {
    if (development) {
      log.warn(
          "development mode: a request without a token is answered, with the rows of all tenants;"
              + " set NODE_ENV=production where others can reach this server");
    }
    if (environment.get(Settings.SECURITY_CONTEXT_LENIENT)) {
      log.warn(
          "CUBOID_SECURITY_CONTEXT=lenient: a token without a value that the model filters by sees"
              + " all rows");
    }
    if (environment.get(Settings.JWT_NAMESPACE_OPTIONAL)) {
      log.warn(
          "CUBOID_JWT_NAMESPACE=optional: a token without the claims namespace has an empty"
              + " security context");
    }
  }

  /** The address of the API and the Playground. */
  public URI uri() {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    return URI.create("http://" + (everywhere ? "localhost" : host) + ":" + listener.port());
  }

  @Override
  public void close() {
    closeAll(resources);
  }

  private static void closeAll(Deque<AutoCloseable> resources) {
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (Exception e) {
        log.warn("something did not close cleanly: {}", e.toString());
      }
    }
  }
}
