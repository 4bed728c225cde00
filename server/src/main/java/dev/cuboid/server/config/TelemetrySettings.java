package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;
import java.util.List;
import java.util.Optional;

/**
 * The variables of OpenTelemetry that say whether there are traces. All others are read by its own
 * library, and mean what they mean everywhere.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">OpenTelemetry's
 *     variables</a>
 */
public final class TelemetrySettings {

  private static final Declarations DECLARED = new Declarations(Group.TRACES);

  public static final Setting<String> ENDPOINT =
      DECLARED.text(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "where traces of requests are sent, such as `http://collector:4318`; none are made"
              + " without it. Every other `OTEL_*` means what OpenTelemetry says");
  public static final Setting<String> TRACES_ENDPOINT =
      DECLARED.text("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "the same, with the whole path");
  public static final Setting<String> EXPORTER =
      DECLARED.text(
          "OTEL_TRACES_EXPORTER",
          "`otlp` makes traces also without an endpoint, for a collector on this machine; `none`"
              + " makes none");
  public static final Setting<Boolean> DISABLED =
      DECLARED.flag("OTEL_SDK_DISABLED", "false", "`true` makes none");

  private static final String NONE = "none";

  private TelemetrySettings() {}

  static List<Setting<?>> all() {
    return DECLARED.all();
  }

  /** Whether the operator has asked for traces. */
  public static boolean wantsTraces(Environment environment) {
    Optional<String> exporter = environment.find(EXPORTER);
    boolean wanted =
        exporter.isPresent() || environment.isSet(ENDPOINT) || environment.isSet(TRACES_ENDPOINT);
    return wanted && !exporter.equals(Optional.of(NONE)) && !environment.get(DISABLED);
  }
}
