package dev.cuboid.server.doctor;

import dev.cuboid.security.TokenExplanation.Check;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Setting;
import dev.cuboid.server.config.Settings;
import dev.cuboid.server.config.UnknownVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for variables that cannot be read, do not exist, or open a server too wide. */
final class SettingsExaminer {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final Environment environment;

  SettingsExaminer(Environment environment) {
    this.environment = environment;
  }

  List<Check> examine() {
    List<Check> checks = new ArrayList<>(unreadable());
    boolean readable = checks.isEmpty();
    if (readable) {
      checks.add(Check.passed("values", Optional.empty(), Optional.of("all can be read")));
    }
    environment.unknownVariables().forEach(variable -> checks.add(unknown(variable)));
    if (readable) {
      checks.add(mode());
      missingValues().ifPresent(checks::add);
    }
    return checks;
  }

  private List<Check> unreadable() {
    List<Check> checks = new ArrayList<>();
    for (Setting<?> setting : Settings.all()) {
      try {
        environment.find(setting);
      } catch (ConfigurationException e) {
        checks.add(
            Check.failed(
                setting.name(),
                Optional.of(setting.form()),
                Optional.empty(),
                String.valueOf(e.getMessage())));
      }
    }
    return checks;
  }

  private static Check unknown(UnknownVariable variable) {
    if (!variable.isMistake()) {
      return Check.skipped(
          variable.name(), Optional.empty(), "Cuboid has no such setting: it has no effect");
    }
    String advice =
        variable
            .nearest()
            .map(near -> "there is no such setting; did you mean " + near + "?")
            .orElse("there is no such setting: take it out");
    return Check.failed(variable.name(), Optional.empty(), Optional.empty(), advice);
  }

  private Check mode() {
    String name = "development mode";
    if (!environment.isDevelopmentMode()) {
      return Check.passed(name, Optional.empty(), Optional.of("off"));
    }
    Optional<String> found = Optional.of("on");
    if (environment.find(Settings.NODE_ENV).equals(Optional.of("production"))) {
      return Check.failed(
          name,
          Optional.of("off in production"),
          found,
          "NODE_ENV is production, and yet requests without a token are answered: unset"
              + " CUBEJS_DEV_MODE");
    }
    Optional<String> host = environment.find(Settings.HOST);
    if (host.isPresent() && !LOOPBACK.contains(host.get())) {
      return Check.failed(
          name,
          Optional.of("off where others can reach the server"),
          found,
          "CUBOID_HOST lets others in, and requests without a token are answered: set"
              + " NODE_ENV=production, or unset CUBOID_HOST");
    }
    return Check.skipped(
        name, found, "requests without a token are answered; production is NODE_ENV=production");
  }

  private Optional<Check> missingValues() {
    return environment.get(Settings.SECURITY_CONTEXT_LENIENT)
        ? Optional.of(
            Check.failed(
                "missing values",
                Optional.of("strict"),
                Optional.of("lenient"),
                "a token without a value that the model filters by sees all rows: unset"
                    + " CUBOID_SECURITY_CONTEXT"))
        : Optional.empty();
  }
}
