package dev.cuboid.cognito.trigger;

import java.util.Optional;

/** The versions of the pre-token-generation event. */
enum EventVersion {
  V1("V1_0", "1"),
  V2("V2_0", "2"),
  V3("V3_0", "3");

  private final String setting;
  private final String number;

  EventVersion(String setting, String number) {
    this.setting = setting;
    this.number = number;
  }

  /** The version of a {@code LambdaVersion}. */
  static Optional<EventVersion> of(String setting) {
    for (EventVersion version : values()) {
      if (version.setting.equals(setting)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** The value of the event's member {@code version}. */
  String number() {
    return number;
  }
}
