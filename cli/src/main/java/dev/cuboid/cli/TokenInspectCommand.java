package dev.cuboid.cli;

import dev.cuboid.security.TokenContent;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Shows what a token says. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Prints header and claims of a token, without its signature.",
      "Nothing is verified: that does cuboid doctor --token."
    })
final class TokenInspectCommand implements Callable<Integer> {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Parameters(
      arity = "0..1",
      paramLabel = "TOKEN",
      description = "The token; without it, or as -, it is read from standard input.")
  private String token = TokenInput.STANDARD_INPUT;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    TokenContent content;
    try {
      content = TokenContent.read(TokenInput.read(token, System.in));
    } catch (IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("header " + JSON.writeValueAsString(content.header()));
    out.println("claims " + JSON.writeValueAsString(content.claims()));
    out.println(expiry(content, Instant.now()));
    out.flush();
    return 0;
  }

  private static String expiry(TokenContent content, Instant now) {
    if (!(content.claims().get("exp") instanceof Number seconds)) {
      return "it never expires: no server should take it";
    }
    Instant end = Instant.ofEpochSecond(seconds.longValue());
    Duration left = Duration.between(now, end).truncatedTo(ChronoUnit.SECONDS);
    return left.isPositive()
        ? "expires at " + end + ", in " + text(left)
        : "expired at " + end + ", " + text(left.negated()) + " ago";
  }

  private static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
