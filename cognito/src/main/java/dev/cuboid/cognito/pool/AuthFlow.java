package dev.cuboid.cognito.pool;

import java.util.Optional;

/** The ways to sign in through the API (<code>AuthFlow</code> and {@code ExplicitAuthFlows}). */
public enum AuthFlow {
  ADMIN_USER_PASSWORD_AUTH("ADMIN_NO_SRP_AUTH", "ADMIN_NO_SRP_AUTH", false),
  CUSTOM_AUTH("CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY", true),
  REFRESH_TOKEN_AUTH("REFRESH_TOKEN", "ALLOW_REFRESH_TOKEN_AUTH", true),
  USER_PASSWORD_AUTH("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH", false),
  USER_SRP_AUTH("USER_SRP_AUTH", "ALLOW_USER_SRP_AUTH", true);

  private final String olderName;
  private final String olderPermission;
  private final boolean allowedByDefault;

  AuthFlow(String olderName, String olderPermission, boolean allowedByDefault) {
    this.olderName = olderName;
    this.olderPermission = olderPermission;
    this.allowedByDefault = allowedByDefault;
  }

  /** The flow of a name in a request; older names mean the same flows. */
  public static Optional<AuthFlow> named(String name) {
    for (AuthFlow flow : values()) {
      if (flow.name().equals(name) || flow.olderName.equals(name)) {
        return Optional.of(flow);
      }
    }
    return Optional.empty();
  }

  boolean allowedByDefault() {
    return allowedByDefault;
  }

  boolean isAllowedBy(String permission) {
    return permission.equals("ALLOW_" + name()) || permission.equals(olderPermission);
  }
}
