package dev.cuboid.cli;

import dev.cuboid.cli.signin.Browser;
import dev.cuboid.cli.signin.OpenIdSignIn;
import dev.cuboid.cli.signin.OpenIdSignIn.Registration;
import dev.cuboid.cli.signin.OpenIdSignIn.Tokens;
import dev.cuboid.security.TokenIssuer;
import dev.cuboid.server.doctor.ProjectSignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs in at a project's provider, and prints the token. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description = {
      "Opens the provider's sign-in page, and prints the ID token.",
      "The app client must have no secret, and http://localhost:<port>/callback among its callback"
          + " URLs."
    })
final class TokenLoginCommand implements Callable<Integer> {

  /** Providers compare callback addresses letter by letter, so that the port is a fixed one. */
  static final int PORT = 8976;

  @Option(
      names = "--project",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "The project whose provider it is (the current folder without it).")
  private Path project = Path.of(".");

  @Option(names = "--issuer", description = "Another provider than the project's.")
  private Optional<String> issuer = Optional.empty();

  @Option(names = "--client-id", description = "The app client; the project's audience without it.")
  private Optional<String> clientId = Optional.empty();

  @Option(
      names = "--scope",
      defaultValue = "openid",
      description = "What to ask for; may be repeated (default: openid).")
  private List<String> scopes = List.of("openid");

  @Option(
      names = "--port",
      defaultValue = "" + PORT,
      description = "Of the callback (default: " + PORT + ").")
  private int port = PORT;

  @Option(names = "--access", description = "Print the access token, not the ID token.")
  private boolean access;

  @Option(names = "--no-browser", description = "Only print the address of the sign-in page.")
  private boolean withoutBrowser;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Quiet.logs();
    Tokens tokens = new OpenIdSignIn(new SecureRandom(), browser()).signIn(registration());
    String token =
        access
            ? tokens
                .accessToken()
                .orElseThrow(() -> new CommandException("the provider gave no access token"))
            : tokens.idToken();
    spec.commandLine().getOut().println(token);
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** The address goes to standard error, so that standard output is the token alone. */
  private Browser browser() {
    return page -> {
      spec.commandLine().getErr().println("Sign in at " + page);
      spec.commandLine().getErr().flush();
      if (!withoutBrowser) {
        DesktopBrowser.open(page);
      }
    };
  }

  private Registration registration() throws IOException {
    if (issuer.isPresent() && clientId.isPresent()) {
      return new Registration(issuer.get(), clientId.get(), scopes, port);
    }
    TokenIssuer rules =
        ProjectSignIn.config(project.toAbsolutePath(), System.getenv(), Clock.systemUTC())
            .tokenIssuers()
            .stream()
            .filter(each -> !each.issuers().isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandException(
                        "the project has no provider: set CUBOID_COGNITO_USER_POOL,"
                            + " CUBOID_OIDC_ISSUER or CUBEJS_JWT_ISSUER, or name one with --issuer"
                            + " and --client-id"));
    String client =
        clientId
            .or(() -> rules.audiences().stream().findFirst())
            .orElseThrow(
                () -> new CommandException("the project names no app client: use --client-id"));
    return new Registration(issuer.orElse(rules.issuers().getFirst()), client, scopes, port);
  }
}
