package dev.cuboid.cognito.account;

import dev.cuboid.cognito.account.ConfirmationCodes.Kind;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.message.MessagePurpose;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.pool.AttributeRules;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserStatus;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.signin.SignInContext;
import dev.cuboid.cognito.trigger.TriggerKind;
import dev.cuboid.cognito.trigger.Triggers;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Users who make their own account, and the confirmation of it. Thread-safe. */
public final class Registration {

  private static final List<String> ADDRESSES = List.of("email", "phone_number");

  /** A new user, and where the code went, if one was sent. */
  public record SignedUp(User user, Optional<Messenger.Delivery> delivery) {}

  private final UserDirectory users;
  private final Passwords passwords;
  private final ConfirmationCodes codes;
  private final Triggers triggers;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** Registers users in this directory. */
  public Registration(
      UserDirectory users,
      Passwords passwords,
      ConfirmationCodes codes,
      Triggers triggers,
      Identifiers identifiers,
      InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.codes = codes;
    this.triggers = triggers;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Makes an account.
   *
   * @param validationData what the client wants the pre-sign-up trigger told
   * @throws CognitoException when the pool, the policy or the trigger refuses
   */
  public SignedUp signUp(
      SignInContext context,
      String givenUsername,
      String password,
      Map<String, String> givenAttributes,
      Map<String, String> validationData) {
    UserPool pool = context.pool();
    if (pool.settings().signUpDisabled()) {
      throw CognitoException.notAuthorized("SignUp is not permitted for this user pool");
    }
    AttributeRules.checkWritable(context.client(), givenAttributes);
    pool.settings().passwordPolicy().check(password);
    AttributeRules rules = new AttributeRules(pool);
    Map<String, String> attributes = new LinkedHashMap<>(givenAttributes);
    String subject = identifiers.uuid();
    String username = rules.usernameFor(givenUsername, subject, attributes);
    rules.checkNew(attributes);
    requireFree(pool, givenUsername, attributes);
    ObjectNode decision = askBefore(context, username, attributes, validationData);
    verifyWhereDecided(decision, "autoVerifyEmail", "email", attributes);
    verifyWhereDecided(decision, "autoVerifyPhone", "phone_number", attributes);
    boolean confirmed = decision.path("autoConfirmUser").asBoolean(false);
    User user =
        users.add(
            pool,
            User.create(
                    pool.id(),
                    username,
                    AttributeRules.withSubject(subject, attributes),
                    confirmed ? UserStatus.CONFIRMED : UserStatus.UNCONFIRMED,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .withPassword(passwords.verifier(pool, username, password), Optional.empty()));
    if (confirmed) {
      tellConfirmed(context, user, "PostConfirmation_ConfirmSignUp");
      return new SignedUp(user, Optional.empty());
    }
    return new SignedUp(user, sendCode(context, user, MessagePurpose.SIGN_UP));
  }

  /**
   * Sends the code again.
   *
   * @return where it went; nothing when the user is unknown and must not be found out
   * @throws CognitoException when the user is confirmed already
   */
  public Optional<Messenger.Delivery> resend(SignInContext context, String username) {
    Optional<User> user = users.find(context.pool(), username);
    if (user.isEmpty()) {
      if (context.client().settings().hidesUsers()) {
        return Optional.empty();
      }
      throw new CognitoException(
          ErrorType.USER_NOT_FOUND, "Username/client id combination not found.");
    }
    if (user.get().status() != UserStatus.UNCONFIRMED) {
      throw CognitoException.invalidParameter("User is already confirmed.");
    }
    return sendCode(context, user.get(), MessagePurpose.RESEND_CODE);
  }

  /**
   * Confirms an account by the code that was sent.
   *
   * @throws CognitoException when the code is wrong, or the account is confirmed already
   */
  public void confirm(SignInContext context, String username, String code) {
    User user =
        requireUnconfirmed(context.pool(), username, context.client().settings().hidesUsers());
    codes.take(Kind.SIGN_UP, context.pool(), user, code);
    Optional<String> address = confirmableAddress(context.pool(), user);
    address.ifPresent(name -> requireFreeAlias(context.pool(), user, name));
    User confirmed =
        users.change(
            context.pool(),
            user.username(),
            current ->
                current
                    .withStatus(UserStatus.CONFIRMED)
                    .withAttributes(
                        all -> {
                          address.ifPresent(name -> all.put(name + "_verified", "true"));
                          return all;
                        }));
    tellConfirmed(context, confirmed, "PostConfirmation_ConfirmSignUp");
  }

  /**
   * Confirms an account without a code, as administrators may.
   *
   * @throws CognitoException when the account is confirmed already
   */
  public void confirmByAdministrator(SignInContext context, String username) {
    User user = requireUnconfirmed(context.pool(), username, false);
    User confirmed =
        users.change(
            context.pool(), user.username(), current -> current.withStatus(UserStatus.CONFIRMED));
    tellConfirmed(context, confirmed, "PostConfirmation_ConfirmSignUp");
  }

  /** An alias belongs to the first user who has it verified. */
  private void requireFreeAlias(UserPool pool, User user, String address) {
    boolean taken =
        pool.settings().aliasAttributes().contains(address)
            && users
                .byAttribute(pool, address, user.attribute(address).orElse(""))
                .anyMatch(
                    other -> !other.username().equals(user.username()) && other.verified(address));
    if (taken) {
      throw new CognitoException(
          ErrorType.ALIAS_EXISTS, "An account with the " + address + " already exists.");
    }
  }

  /** Tells the post-confirmation trigger. */
  void tellConfirmed(SignInContext context, User user, String source) {
    ObjectNode request = Json.object();
    request.set("userAttributes", Triggers.attributes(user));
    request.set("clientMetadata", Triggers.texts(context.clientMetadata()));
    triggers.call(
        new Triggers.Call(
            TriggerKind.POST_CONFIRMATION,
            source,
            context.pool(),
            context.client().clientId(),
            user.username(),
            request,
            Json.object()));
  }

  private User requireUnconfirmed(UserPool pool, String username, boolean hidden) {
    User user =
        users
            .find(pool, username)
            .orElseThrow(
                () ->
                    hidden
                        ? new CognitoException(
                            ErrorType.EXPIRED_CODE,
                            "Invalid code provided, please request a code again.")
                        : new CognitoException(
                            ErrorType.USER_NOT_FOUND, "Username/client id combination not found."));
    if (user.status() != UserStatus.UNCONFIRMED) {
      throw CognitoException.notAuthorized(
          "User cannot be confirmed. Current status is " + user.status());
    }
    return user;
  }

  private Optional<Messenger.Delivery> sendCode(
      SignInContext context, User user, MessagePurpose purpose) {
    return confirmableAddress(context.pool(), user)
        .flatMap(
            address ->
                codes.send(
                    Kind.SIGN_UP,
                    purpose,
                    context.pool(),
                    context.client().clientId(),
                    user,
                    address,
                    context.clientMetadata()));
  }

  /** The address that the pool wants verified and the user has; nothing is sent without one. */
  private static Optional<String> confirmableAddress(UserPool pool, User user) {
    return ADDRESSES.stream()
        .filter(pool.settings().autoVerifiedAttributes()::contains)
        .filter(address -> user.attribute(address).isPresent())
        .findFirst();
  }

  private void requireFree(UserPool pool, String given, Map<String, String> attributes) {
    for (String address : pool.settings().usernameAttributes()) {
      String value = attributes.getOrDefault(address, "");
      if (!value.isEmpty() && users.taken(pool, address, value, "")) {
        String name = address.equals("phone_number") ? "phone_number" : "email";
        throw new CognitoException(
            ErrorType.USERNAME_EXISTS,
            value.equals(given)
                ? "User already exists"
                : "An account with the given " + name + " already exists.");
      }
    }
    if (users.get(pool, given).isPresent()) {
      throw new CognitoException(ErrorType.USERNAME_EXISTS, "User already exists");
    }
  }

  private ObjectNode askBefore(
      SignInContext context,
      String username,
      Map<String, String> attributes,
      Map<String, String> validationData) {
    ObjectNode request = Json.object();
    request.set("userAttributes", Triggers.texts(attributes));
    request.set("validationData", Triggers.texts(validationData));
    request.set("clientMetadata", Triggers.texts(context.clientMetadata()));
    ObjectNode response =
        Json.object()
            .put("autoConfirmUser", false)
            .put("autoVerifyEmail", false)
            .put("autoVerifyPhone", false);
    return triggers
        .call(
            new Triggers.Call(
                TriggerKind.PRE_SIGN_UP,
                "PreSignUp_SignUp",
                context.pool(),
                context.client().clientId(),
                username,
                request,
                response))
        .orElse(response);
  }

  private static void verifyWhereDecided(
      ObjectNode decision, String member, String address, Map<String, String> attributes) {
    if (decision.path(member).asBoolean(false) && attributes.containsKey(address)) {
      attributes.put(address + "_verified", "true");
    }
  }
}
