package dev.cuboid.cli;

import dev.cuboid.cli.signin.SignInException;
import dev.cuboid.server.CuboidServer;
import dev.cuboid.server.config.ConfigurationException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of Cuboid. */
@Command(
    name = "cuboid",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "A semantic layer server that speaks Cube's APIs.",
    subcommands = {
      DemoCommand.class,
      StartCommand.class,
      ValidateCommand.class,
      DoctorCommand.class,
      TokenCommand.class,
      CognitoCommand.class
    },
    footer = {
      "",
      "Beside these, ./cuboid test builds everything and runs all tests, and",
      "./cuboid benchmark measures beside the real Cube."
    })
public final class Main implements Runnable {

  private Main() {}

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"Cuboid " + CuboidServer.VERSION};
    }
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    if (List.of(arguments).equals(List.of("start"))) {
      return start();
    }
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::failed)
        .execute(arguments);
  }

  /**
   * A server is most often started by the bare word: that needs no parsing, and the parser alone
   * would take a third of the time from the process's start to its first answer.
   */
  private static int start() {
    try {
      return new StartCommand().call();
    } catch (Exception e) {
      if (isMendable(e)) {
        System.err.println("cuboid: " + e.getMessage());
      } else {
        e.printStackTrace();
      }
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static boolean isMendable(Exception thrown) {
    return thrown instanceof IOException
        || thrown instanceof CommandException
        || thrown instanceof SignInException
        || thrown instanceof ConfigurationException;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /**
   * What a user can mend is said in one line; anything else is a fault of ours, and shown whole.
   */
  private static int failed(
      Exception thrown, CommandLine commandLine, CommandLine.ParseResult result) throws Exception {
    if (!isMendable(thrown)) {
      throw thrown;
    }
    commandLine.getErr().println("cuboid: " + thrown.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
