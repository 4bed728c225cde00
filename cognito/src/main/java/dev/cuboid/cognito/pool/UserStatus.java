package dev.cuboid.cognito.pool;

/** Where a user stands between sign-up and use. */
public enum UserStatus {
  UNCONFIRMED,
  CONFIRMED,
  RESET_REQUIRED,
  FORCE_CHANGE_PASSWORD
}
