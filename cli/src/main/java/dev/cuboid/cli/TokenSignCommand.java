package dev.cuboid.cli;

import dev.cuboid.security.AuthenticationConfig;
import dev.cuboid.security.Hs256;
import dev.cuboid.server.doctor.ProjectSignIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Signs a token with the secret of a project. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a token (HS256) that the project takes, signed with its CUBEJS_API_SECRET.",
      "Issuer, audience and subject are those that the project demands; the claims stand below",
      "CUBEJS_JWT_CLAIMS_NAMESPACE, where the project has it."
    })
final class TokenSignCommand implements Callable<Integer> {

  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  @Option(
      names = "--project",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "The project's folder (the current one without it).")
  private Path project = Path.of(".");

  @Option(
      names = "--claim",
      paramLabel = "NAME=TEXT",
      description = "A claim of the security context, as text; may be repeated.")
  private Map<String, String> texts = new LinkedHashMap<>();

  @Option(
      names = "--claims",
      defaultValue = "{}",
      paramLabel = "JSON",
      description = "Claims of the security context, as a JSON object.")
  private String claims = "{}";

  @Option(
      names = "--expires",
      defaultValue = "1h",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "How long the token is good, such as 90s, 30m or 8h (default: 1h).")
  private Duration lifetime = Duration.ofHours(1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Quiet.logs();
    AuthenticationConfig config =
        ProjectSignIn.config(project.toAbsolutePath(), System.getenv(), Clock.systemUTC());
    String secret = secret(config);
    String token =
        Hs256.sign(claims(config, Instant.now()), secret.getBytes(StandardCharsets.UTF_8));
    spec.commandLine().getOut().println(token);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static String secret(AuthenticationConfig config) {
    if (config.jwkUrl().isPresent() || !config.providers().isEmpty()) {
      throw new CommandException(
          "the project takes tokens of its provider only, and none that a secret signed: see"
              + " cuboid token login");
    }
    if (!config.acceptedAlgorithms().contains("HS256")) {
      throw new CommandException("the project does not take HS256: see CUBEJS_JWT_ALGS");
    }
    return config.secrets().stream()
        .findFirst()
        .orElseThrow(() -> new CommandException("the project has no CUBEJS_API_SECRET"));
  }

  private Map<String, @Nullable Object> claims(AuthenticationConfig config, Instant now) {
    Map<String, @Nullable Object> context = new LinkedHashMap<>(object());
    context.putAll(texts);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    config.issuers().stream().findFirst().ifPresent(issuer -> all.put("iss", issuer));
    config.audience().ifPresent(audience -> all.put("aud", audience));
    config.subject().ifPresent(subject -> all.put("sub", subject));
    Optional<String> namespace = config.claimsNamespace();
    if (namespace.isPresent()) {
      all.put(namespace.get(), context);
    } else {
      all.putAll(context);
    }
    all.put("iat", now.getEpochSecond());
    all.put("exp", now.plus(lifetime).getEpochSecond());
    return all;
  }

  private Map<String, @Nullable Object> object() {
    try {
      return JsonMapper.shared().readValue(claims, OBJECT);
    } catch (JacksonException e) {
      throw new CommandException("--claims must be a JSON object, such as {\"company_id\": 1}");
    }
  }
}
