package dev.cuboid.cli;

import dev.cuboid.cognito.CognitoOptions;
import dev.cuboid.cognito.CognitoServer;
import dev.cuboid.server.CuboidServer;
import dev.cuboid.server.ServerOptions;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import dev.cuboid.server.playground.SignInOffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the example shop, with a local Cognito user pool beside it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Serves the example shop, with a local Cognito user pool beside it.")
final class DemoCommand implements Callable<Integer> {

  @Option(names = "--port", defaultValue = "4000", description = "Of the API and the Playground.")
  private int port;

  @Option(names = "--cognito-port", defaultValue = "9229", description = "Of the user pool.")
  private int cognitoPort;

  @Option(
      names = "--host",
      defaultValue = "localhost",
      description = "The address to listen on (default: this machine only).")
  private String host = "localhost";

  @Option(
      names = "--state",
      description = "Where data, users and keys are kept (default: examples/shop/.cuboid).")
  private Optional<Path> state = Optional.empty();

  @Option(names = "--fresh", description = "Forget the users, and passwords, of earlier runs.")
  private boolean fresh;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path project = project();
    Path kept = state.orElse(project.resolve(".cuboid")).toAbsolutePath();
    Path database = kept.resolve("shop.duckdb");
    ShopData.create(project.resolve("data/generate.sql"), database);
    String playground = "http://localhost:" + port;
    Environment settings = Environment.load(project, System.getenv());
    Logging.apply(settings);
    boolean strict = settings.get(Settings.COGNITO_STRICT);
    CognitoServer cognito =
        Ports.start(
            cognitoPort,
            "--cognito-port",
            () ->
                CognitoServer.start(
                    CognitoOptions.builder()
                        .host(host)
                        .port(cognitoPort)
                        .stateDirectory(kept.resolve("cognito"))
                        .fresh(fresh)
                        .pool(ShopPool.seed(playground))
                        .triggers(project.resolve("cognito"))
                        .strict(strict)
                        .build()));
    CuboidServer server;
    try {
      ServerOptions options =
          new ServerOptions(
              project,
              environment(cognito, database),
              Optional.of(
                  new SignInOffer(
                      cognito.issuer(), ShopPool.CLIENT_ID, List.of("openid", "email"))),
              Clock.systemUTC());
      server = Ports.start(port, "--port", () -> CuboidServer.start(options));
    } catch (IOException | RuntimeException e) {
      cognito.close();
      throw e;
    }
    System.out.println(welcome(server, cognito));
    Running.untilInterrupted(server, cognito);
    return 0;
  }

  /** The project's own .env holds for the usual ports; here are the ports that were chosen. */
  private Map<String, String> environment(CognitoServer cognito, Path database) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PORT", Integer.toString(port));
    environment.put("CUBOID_HOST", host);
    environment.put("CUBEJS_DB_TYPE", "duckdb");
    environment.put("CUBEJS_DB_DUCKDB_DATABASE_PATH", database.toString());
    environment.put("CUBEJS_JWK_URL", cognito.keySetUri().toString());
    environment.put("CUBEJS_JWT_AUDIENCE", cognito.clientId());
    environment.put("CUBEJS_JWT_ISSUER", cognito.issuer());
    environment.remove("NODE_ENV");
    return environment;
  }

  private static Path project() {
    String home = System.getenv("CUBOID_HOME");
    Path project = Path.of(home == null ? "." : home).resolve("examples/shop").toAbsolutePath();
    if (!Files.isDirectory(project)) {
      throw new CommandException(
          "examples/shop was not found: run ./cuboid of a checkout, or set CUBOID_HOME to it");
    }
    return project;
  }

  private static String welcome(CuboidServer server, CognitoServer cognito) {
    return """

    Cuboid is ready.

      API and Playground   %s
      User pool, sign-in   %s   (a development tool: AWS signatures are not checked)

      Sign in as           ann@company1.example   or   bob@company2.example
      Password             %s

    Next: open %s, pick a measure, run it, then press "Add Security Context",
    tab Token, "Sign in". Ctrl-C stops both.
    """
        .formatted(server.uri(), cognito.uri(), ShopPool.PASSWORD, server.uri());
  }
}
