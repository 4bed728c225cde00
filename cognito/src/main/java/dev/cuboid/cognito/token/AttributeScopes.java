package dev.cuboid.cognito.token;

import java.util.List;

/** Which attributes the scopes of a sign-in on the hosted pages open. */
public final class AttributeScopes {

  private AttributeScopes() {}

  /**
   * True when the scopes open an attribute: {@code email}, {@code phone} and {@code profile} each
   * open a part, {@code openid} without any of them opens all.
   */
  public static boolean open(String attribute, List<String> scopes) {
    if (attribute.startsWith("dev:custom:")) {
      return false;
    }
    boolean narrowed =
        scopes.contains("email") || scopes.contains("phone") || scopes.contains("profile");
    if (!narrowed) {
      return true;
    }
    return switch (attribute) {
      case "email", "email_verified" -> scopes.contains("email");
      case "phone_number", "phone_number_verified" -> scopes.contains("phone");
      default -> scopes.contains("profile");
    };
  }
}
