package dev.cuboid.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tokens for curl and scripts. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Makes, shows and fetches tokens, for curl and scripts.",
    subcommands = {TokenSignCommand.class, TokenInspectCommand.class, TokenLoginCommand.class})
final class TokenCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    command.usage(command.getOut());
  }
}
