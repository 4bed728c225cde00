package dev.cuboid.cli;

import dev.cuboid.cognito.CognitoOptions;
import dev.cuboid.cognito.CognitoServer;
import dev.cuboid.cognito.IssuerForm;
import dev.cuboid.cognito.seed.SeedFile;
import dev.cuboid.cognito.seed.SeedFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the local Cognito user pool alone. */
@Command(
    name = "cognito",
    mixinStandardHelpOptions = true,
    description = "Runs a local Cognito user pool alone, for development.",
    subcommands = {
      CognitoRotateKeysCommand.class,
      CognitoExportCommand.class,
      CognitoImportCommand.class
    })
final class CognitoCommand implements Callable<Integer> {

  /** Where a user pool listens that was told nothing else. */
  static final String DEFAULT_ADDRESS = "http://localhost:9229";

  @Option(names = "--port", defaultValue = "9229", description = "Of the user pool.")
  private int port;

  @Option(
      names = "--tls-port",
      description = "Of an encrypted listener beside it, for Amplify's redirect.")
  private Optional<Integer> tlsPort = Optional.empty();

  @Option(names = "--host", defaultValue = "localhost", description = "The address to listen on.")
  private String host = "localhost";

  @Option(
      names = "--state",
      defaultValue = ".cuboid/cognito",
      description = "Where pool, users and keys are kept.")
  private Path state = Path.of(".cuboid/cognito");

  @Option(names = "--fresh", description = "Forget what is kept there; certificates stay.")
  private boolean fresh;

  @Option(
      names = "--seed",
      description = "A YAML file of pools, clients, groups and users, in the place of the shop's.")
  private Optional<Path> seed = Optional.empty();

  @Option(
      names = "--issuer",
      defaultValue = "local",
      description = "How tokens name their issuer: ${COMPLETION-CANDIDATES}.")
  private Issuer issuer = Issuer.local;

  @Option(names = "--triggers", description = "The folder of the trigger handlers.")
  private Optional<Path> triggers = Optional.empty();

  @Option(
      names = "--playground",
      defaultValue = "http://localhost:4000",
      description = "The address of the application that signs in.")
  private String playground = "http://localhost:4000";

  @Option(names = "--strict", description = "Refuse what AWS refuses.")
  private boolean strict;

  /** As it is written on the command line. */
  @SuppressWarnings("MemberName") // the names are what users type
  enum Issuer {
    local(IssuerForm.LOCAL),
    aws(IssuerForm.AWS);

    private final IssuerForm form;

    Issuer(IssuerForm form) {
      this.form = form;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CognitoServer server = start();
    System.out.println(welcome(server));
    Running.untilInterrupted(server);
    return 0;
  }

  /** Starts what the options describe. */
  CognitoServer start() throws IOException {
    CognitoOptions.Builder options =
        CognitoOptions.builder()
            .host(host)
            .port(port)
            .stateDirectory(state)
            .fresh(fresh)
            .triggers(triggers.orElse(state.resolve("triggers")))
            .issuerForm(issuer.form)
            .strict(strict);
    tlsPort.ifPresent(options::tlsPort);
    if (seed.isPresent()) {
      seeds(seed.get(), options);
    } else {
      options.pool(ShopPool.seed(playground));
    }
    return Ports.start(port, "--port", () -> CognitoServer.start(options.build()));
  }

  private static void seeds(Path file, CognitoOptions.Builder options) throws IOException {
    try {
      SeedFile.read(file).forEach(options::pool);
    } catch (NoSuchFileException e) {
      throw new CommandException("there is no file " + file);
    } catch (SeedFileException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
  }

  /** What a developer has to know first. */
  static String welcome(CognitoServer server) {
    String encrypted = server.encryptedUri().map(uri -> " and " + uri).orElse("");
    return """
        User pool %s at %s%s
        A development tool: signatures of AWS requests are not checked, messages go to %s/_outbox.\
        """
        .formatted(server.poolId(), server.uri(), encrypted, server.uri());
  }
}
