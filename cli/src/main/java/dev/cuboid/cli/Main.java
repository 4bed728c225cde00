package dev.cuboid.cli;

import dev.cuboid.cli.signin.SignInException;
import dev.cuboid.server.config.ConfigurationException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of Cuboid. */
@Command(
    name = "cuboid",
    mixinStandardHelpOptions = true,
    description = "A semantic layer server that speaks Cube's APIs.",
    subcommands = {
      DemoCommand.class,
      StartCommand.class,
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

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::failed)
        .execute(arguments);
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
    boolean mendable =
        thrown instanceof IOException
            || thrown instanceof CommandException
            || thrown instanceof SignInException
            || thrown instanceof ConfigurationException;
    if (!mendable) {
      throw thrown;
    }
    commandLine.getErr().println("cuboid: " + thrown.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
