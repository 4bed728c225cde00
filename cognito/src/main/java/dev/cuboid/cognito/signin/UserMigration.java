package dev.cuboid.cognito.signin;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AttributeRules;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserStatus;
import dev.cuboid.cognito.trigger.TriggerKind;
import dev.cuboid.cognito.trigger.Triggers;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes users over from another system at the moment they first sign in or forget their password
 * ("Migrate user Lambda trigger" in the developer guide).
 */
public final class UserMigration {

  private final Triggers triggers;
  private final UserDirectory users;
  private final Passwords passwords;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** Takes users into this directory. */
  public UserMigration(
      Triggers triggers,
      UserDirectory users,
      Passwords passwords,
      Identifiers identifiers,
      InstantSource clock) {
    this.triggers = triggers;
    this.users = users;
    this.passwords = passwords;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Asks the migration function for a user that the pool does not know.
   *
   * @param password the password that was typed; nothing when it was forgotten
   * @return the user who is in the pool now; nothing when there is no function, or it fails, in
   *     which case the user stays unknown
   */
  public Optional<User> migrate(SignInContext context, String username, Optional<String> password) {
    if (!triggers.configured(context.pool(), TriggerKind.USER_MIGRATION)) {
      return Optional.empty();
    }
    ObjectNode request = Json.object();
    password.ifPresent(text -> request.put("password", text));
    request.set("validationData", Triggers.texts(context.clientMetadata()));
    ObjectNode response = Json.object();
    for (String member :
        new String[] {
          "userAttributes",
          "forceAliasCreation",
          "finalUserStatus",
          "messageAction",
          "desiredDeliveryMediums"
        }) {
      response.putNull(member);
    }
    String source =
        password.isPresent() ? "UserMigration_Authentication" : "UserMigration_ForgotPassword";
    try {
      return triggers
          .call(
              new Triggers.Call(
                  TriggerKind.USER_MIGRATION,
                  source,
                  context.pool(),
                  context.client().clientId(),
                  username,
                  request,
                  response))
          .map(answer -> add(context, username, password, answer));
    } catch (CognitoException e) {
      // To the client a failed migration looks like an unknown user; the log has the reason.
      return Optional.empty();
    }
  }

  private User add(
      SignInContext context, String username, Optional<String> password, ObjectNode answer) {
    JsonNode given = answer.path("userAttributes");
    if (!given.isObject()) {
      throw CognitoException.userNotFound();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    given
        .properties()
        .forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asString("")));
    attributes.remove("username");
    AttributeRules rules = new AttributeRules(context.pool());
    String subject = identifiers.uuid();
    String name = rules.usernameFor(username, subject, attributes);
    rules.checkNew(attributes);
    boolean confirmed =
        password.isPresent() && answer.path("finalUserStatus").asString("").equals("CONFIRMED");
    UserStatus status = confirmed ? UserStatus.CONFIRMED : UserStatus.RESET_REQUIRED;
    User user =
        User.create(
            context.pool().id(),
            name,
            AttributeRules.withSubject(subject, attributes),
            status,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    User withPassword =
        password
            .map(
                text ->
                    user.withPassword(
                        passwords.verifier(context.pool(), name, text), Optional.empty()))
            .orElse(user);
    return users.add(context.pool(), withPassword);
  }
}
