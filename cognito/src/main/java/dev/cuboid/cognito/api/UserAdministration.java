package dev.cuboid.cognito.api;

import dev.cuboid.cognito.account.AttributeVerification;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.message.MessagePurpose;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.pool.AttributeRules;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserStatus;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.token.TokenSessions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations by which administrators create and find users. */
final class UserAdministration implements OperationGroup {

  private static final String NO_CLIENT = "CLIENT_ID_NOT_APPLICABLE";
  private static final int LARGEST_PAGE = 60;

  private final PoolDirectory pools;
  private final UserDirectory users;
  private final Passwords passwords;
  private final TokenSessions sessions;
  private final AttributeVerification verification;
  private final Messenger messenger;
  private final Identifiers identifiers;
  private final InstantSource clock;

  UserAdministration(
      PoolDirectory pools,
      UserDirectory users,
      Passwords passwords,
      TokenSessions sessions,
      AttributeVerification verification,
      Messenger messenger,
      Identifiers identifiers,
      InstantSource clock) {
    this.pools = pools;
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
    this.verification = verification;
    this.messenger = messenger;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "AdminCreateUser", this::create,
        "AdminSetUserPassword", this::setPassword,
        "AdminGetUser", this::get,
        "ListUsers", this::list,
        "AdminDeleteUser", this::delete,
        "AdminEnableUser", call -> setEnabled(call, true),
        "AdminDisableUser", call -> setEnabled(call, false),
        "AdminUpdateUserAttributes", this::updateAttributes,
        "AdminDeleteUserAttributes", this::deleteAttributes,
        "AdminUserGlobalSignOut", this::signOut);
  }

  private ObjectNode create(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    String given = call.required("Username");
    String action = call.text("MessageAction").orElse("");
    if (action.equals("RESEND")) {
      return resend(call, pool, users.require(pool, given));
    }
    AttributeRules rules = new AttributeRules(pool);
    Map<String, String> attributes = call.attributes("UserAttributes");
    String subject = identifiers.uuid();
    String username = rules.usernameFor(given, subject, attributes);
    rules.checkNew(attributes);
    requireFree(pool, given, attributes);
    String temporary = call.text("TemporaryPassword").orElseGet(identifiers::temporaryPassword);
    pool.settings().passwordPolicy().check(temporary);
    users.add(
        pool,
        User.create(
            pool.id(),
            username,
            AttributeRules.withSubject(subject, attributes),
            UserStatus.FORCE_CHANGE_PASSWORD,
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    User user = passwords.setTemporary(pool, users.require(pool, username), temporary);
    if (!action.equals("SUPPRESS")) {
      invite(call, pool, user, temporary);
    }
    return wrapped(user);
  }

  private ObjectNode resend(ApiCall call, UserPool pool, User user) {
    if (user.status() != UserStatus.FORCE_CHANGE_PASSWORD) {
      throw new CognitoException(
          ErrorType.UNSUPPORTED_OPERATION,
          "Resend not possible. " + user.username() + " status is not FORCE_CHANGE_PASSWORD");
    }
    String temporary = call.text("TemporaryPassword").orElseGet(identifiers::temporaryPassword);
    User changed = passwords.setTemporary(pool, user, temporary);
    invite(call, pool, changed, temporary);
    return wrapped(changed);
  }

  private void invite(ApiCall call, UserPool pool, User user, String temporary) {
    List<String> mediums = call.texts("DesiredDeliveryMediums");
    for (String medium : mediums.isEmpty() ? List.of("SMS") : mediums) {
      String attribute = medium.equals("EMAIL") ? "email" : "phone_number";
      messenger.send(
          MessagePurpose.INVITATION,
          pool,
          NO_CLIENT,
          user,
          attribute,
          temporary,
          call.map("ClientMetadata"));
    }
  }

  private void requireFree(UserPool pool, String given, Map<String, String> attributes) {
    for (String attribute : pool.settings().usernameAttributes()) {
      Optional<String> value = Optional.ofNullable(attributes.get(attribute));
      if (value.isPresent() && users.taken(pool, attribute, value.get(), "")) {
        throw new CognitoException(
            ErrorType.USERNAME_EXISTS,
            value.get().equals(given)
                ? "User account already exists"
                : "An account with the given " + attribute + " already exists.");
      }
    }
    if (users.get(pool, given).isPresent()) {
      throw new CognitoException(ErrorType.USERNAME_EXISTS, "User account already exists");
    }
  }

  private ObjectNode setPassword(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    User user = users.require(pool, call.required("Username"));
    String password = call.required("Password");
    if (call.flag("Permanent")) {
      passwords.set(pool, user, password);
    } else {
      passwords.setTemporary(pool, user, password);
    }
    return Json.object();
  }

  private ObjectNode get(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    User user = users.require(pool, call.required("Username"));
    ObjectNode output = Views.user(user, List.of());
    output.set("UserAttributes", output.remove("Attributes"));
    Views.addMfa(output, user);
    return output;
  }

  private ObjectNode list(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    UserFilter filter = UserFilter.parse(call.text("Filter").orElse(""));
    List<User> found = users.users(pool).filter(filter::matches).toList();
    Paging.Page<User> page =
        Paging.page(found, call.text("PaginationToken"), call.number("Limit").orElse(LARGEST_PAGE));
    ObjectNode output = Json.object();
    ArrayNode list = output.putArray("Users");
    List<String> attributes = call.texts("AttributesToGet");
    page.items().forEach(user -> list.add(Views.user(user, attributes)));
    page.next().ifPresent(token -> output.put("PaginationToken", token));
    return output;
  }

  private ObjectNode delete(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    User user = users.require(pool, call.required("Username"));
    sessions.revokeAll(user);
    users.remove(pool, user);
    return Json.object();
  }

  private ObjectNode setEnabled(ApiCall call, boolean enabled) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    User user = users.require(pool, call.required("Username"));
    users.change(pool, user.username(), current -> current.withEnabled(enabled));
    return Json.object();
  }

  private ObjectNode updateAttributes(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    User user = users.require(pool, call.required("Username"));
    Map<String, String> given = call.attributes("UserAttributes");
    new AttributeRules(pool).checkChange(given);
    verification.requireFree(pool, user, given);
    users.change(
        pool,
        user.username(),
        current -> current.withAttributes(all -> AttributeVerification.merged(all, given)));
    return Json.object();
  }

  private ObjectNode deleteAttributes(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    User user = users.require(pool, call.required("Username"));
    List<String> names = call.texts("UserAttributeNames");
    names.forEach(new AttributeRules(pool)::checkRemoval);
    users.change(
        pool,
        user.username(),
        current ->
            current.withAttributes(
                all -> {
                  names.forEach(all::remove);
                  return all;
                }));
    return Json.object();
  }

  private ObjectNode signOut(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    sessions.revokeAll(users.require(pool, call.required("Username")));
    return Json.object();
  }

  private static ObjectNode wrapped(User user) {
    ObjectNode output = Json.object();
    output.set("User", Views.user(user, List.of()));
    return output;
  }
}
