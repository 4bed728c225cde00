package dev.cuboid.cognito.pool;

/** Whether users of a pool sign in with a second factor. */
public enum MfaConfiguration {
  OFF,
  ON,
  OPTIONAL
}
