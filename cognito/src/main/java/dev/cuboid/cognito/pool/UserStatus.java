package dev.cuboid.cognito.pool;

/** Where a user stands between sign-up and use. */
public enum UserStatus {
  UNCONFIRMED,
  CONFIRMED,
  RESET_REQUIRED,
  FORCE_CHANGE_PASSWORD;

  /** True when the user has confirmed the account. */
  public boolean isConfirmed() {
    return this == CONFIRMED;
  }
}
