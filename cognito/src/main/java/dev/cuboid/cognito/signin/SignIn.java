package dev.cuboid.cognito.signin;

import dev.cuboid.cognito.crypto.PasswordVerifier;
import dev.cuboid.cognito.crypto.SrpSession;
import dev.cuboid.cognito.crypto.Totp;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AttributeRules;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.MfaConfiguration;
import dev.cuboid.cognito.pool.SchemaAttribute;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.signin.PendingChallenges.Expected;
import dev.cuboid.cognito.signin.PendingChallenges.Pending;
import dev.cuboid.cognito.signin.SignInStep.Authenticated;
import dev.cuboid.cognito.signin.SignInStep.Challenge;
import dev.cuboid.cognito.trigger.PreTokenGeneration;
import dev.cuboid.cognito.trigger.TriggerKind;
import dev.cuboid.cognito.trigger.Triggers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs users in: by password, by proof of a password (SRP), and through the challenges that may
 * follow. The JSON API and the hosted pages both come here. Thread-safe.
 */
public final class SignIn {

  private final UserDirectory users;
  private final Passwords passwords;
  private final PendingChallenges challenges;
  private final UserMigration migration;
  private final Triggers triggers;
  private final SecureRandom random;
  private final InstantSource clock;

  /** Signs in the users of this directory. */
  public SignIn(
      UserDirectory users,
      Passwords passwords,
      PendingChallenges challenges,
      UserMigration migration,
      Triggers triggers,
      SecureRandom random,
      InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.challenges = challenges;
    this.migration = migration;
    this.triggers = triggers;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Begins with a password.
   *
   * @throws CognitoException when user or password is wrong, or the user may not sign in now
   */
  public SignInStep withPassword(SignInContext context, String username, String password) {
    Optional<User> known = users.find(context.pool(), username);
    if (known.isEmpty()) {
      User migrated =
          migration
              .migrate(context, username, Optional.of(password))
              .orElseThrow(() -> unknownUser(context));
      return afterPassword(context, migrated, PreTokenGeneration.Source.AUTHENTICATION);
    }
    User user = known.get();
    beforeAuthentication(context, user);
    requireUsable(user);
    if (!passwords.matches(context.pool(), user, password)) {
      throw CognitoException.incorrectUsernameOrPassword();
    }
    return afterPassword(context, user, PreTokenGeneration.Source.AUTHENTICATION);
  }

  /**
   * Begins with the client's public value of an SRP exchange.
   *
   * @throws CognitoException when the user is unknown and the client may know it, or the value is
   *     out of range
   */
  public Challenge withProof(SignInContext context, String username, String clientPublic) {
    return withProof(context, username, clientPublic, Optional.empty());
  }

  Challenge withProof(
      SignInContext context,
      String username,
      String clientPublic,
      Optional<List<PendingChallenges.ChallengeResult>> custom) {
    Optional<User> known = users.find(context.pool(), username);
    if (known.isEmpty() && !context.client().settings().hidesUsers()) {
      throw CognitoException.userNotFound();
    }
    known.ifPresent(SignIn::requireUsable);
    String name = known.map(User::username).orElse(username);
    // A user who is hidden, or has no password, gets a challenge that no answer fulfils.
    PasswordVerifier verifier =
        known
            .flatMap(User::password)
            .orElseGet(() -> passwords.verifier(context.pool(), name, unguessable()));
    SrpSession srp;
    try {
      srp = SrpSession.begin(clientPublic, verifier, random);
    } catch (IllegalArgumentException e) {
      throw CognitoException.invalidParameter("Invalid SRP_A parameter.");
    }
    challenges.put(srp.secretBlock(), context.client(), name, new Expected.Proof(srp), custom);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("SALT", srp.saltText());
    parameters.put("SECRET_BLOCK", srp.secretBlock());
    parameters.put("SRP_B", srp.serverPublicText());
    parameters.put("USERNAME", name);
    parameters.put("USER_ID_FOR_SRP", name);
    return new Challenge(ChallengeName.PASSWORD_VERIFIER, srp.secretBlock(), parameters);
  }

  /** A user whose proof was right, and the custom challenges that this sign-in has passed. */
  record Proven(User user, Optional<List<PendingChallenges.ChallengeResult>> custom) {}

  Proven proven(SignInContext context, String secretBlock, String timestamp, String signature) {
    Pending pending = challenges.take(context.client(), secretBlock);
    if (!(pending.expected() instanceof Expected.Proof(SrpSession srp))) {
      throw CognitoException.incorrectUsernameOrPassword();
    }
    Optional<User> user = users.get(context.pool(), pending.username());
    user.ifPresent(found -> beforeAuthentication(context, found));
    boolean proven = srp.proves(context.pool().srpName(), pending.username(), timestamp, signature);
    if (user.isEmpty() || !proven) {
      throw CognitoException.incorrectUsernameOrPassword();
    }
    return new Proven(user.get(), pending.afterCustom());
  }

  /**
   * Answers the challenge {@code NEW_PASSWORD_REQUIRED}.
   *
   * @param attributes attributes that the user filled in beside the password
   * @throws CognitoException when the policy refuses the password; the session is used up
   */
  public SignInStep answerNewPassword(
      SignInContext context, String session, String password, Map<String, String> attributes) {
    Pending pending = challenges.take(context.client(), session);
    User user = pendingUser(context, pending);
    if (!(pending.expected() instanceof Expected.NewPassword)) {
      throw CognitoException.notAuthorized("Invalid session for the user.");
    }
    try {
      context.pool().settings().passwordPolicy().check(password);
      new AttributeRules(context.pool()).checkChange(attributes);
    } catch (CognitoException e) {
      // The same session may be tried again with a better password.
      challenges.put(
          session, context.client(), user.username(), pending.expected(), Optional.empty());
      throw e;
    }
    if (!attributes.isEmpty()) {
      users.change(
          context.pool(),
          user.username(),
          current ->
              current.withAttributes(
                  all -> {
                    all.putAll(attributes);
                    return all;
                  }));
    }
    User changed = passwords.set(context.pool(), user, password);
    return afterPassword(context, changed, PreTokenGeneration.Source.NEW_PASSWORD_CHALLENGE);
  }

  /**
   * Answers the challenge {@code SOFTWARE_TOKEN_MFA}.
   *
   * @throws CognitoException of type {@code CodeMismatchException} when the code is wrong
   */
  public SignInStep answerAppCode(SignInContext context, String session, String code) {
    Pending pending = challenges.take(context.client(), session);
    User user = pendingUser(context, pending);
    boolean right =
        pending.expected() instanceof Expected.AppCode
            && user.totpSecret()
                .filter(secret -> Totp.matches(secret, code, clock.instant()))
                .isPresent();
    if (!right) {
      challenges.put(
          session, context.client(), user.username(), pending.expected(), Optional.empty());
      throw new CognitoException(ErrorType.CODE_MISMATCH, "Invalid code received for user");
    }
    return authenticated(context, user, PreTokenGeneration.Source.AUTHENTICATION);
  }

  /**
   * Answers the challenge {@code MFA_SETUP}, once the app is verified.
   *
   * @throws CognitoException when the app is not verified yet
   */
  public SignInStep answerAppSetup(SignInContext context, String session) {
    Pending pending = challenges.take(context.client(), session);
    if (!(pending.expected() instanceof Expected.AppSetup(_, boolean verified)) || !verified) {
      throw CognitoException.notAuthorized("Invalid session for the user.");
    }
    User user = pendingUser(context, pending);
    return authenticated(context, user, PreTokenGeneration.Source.AUTHENTICATION);
  }

  /** Goes on once the password is proven. */
  SignInStep afterProof(SignInContext context, User user) {
    return afterPassword(context, user, PreTokenGeneration.Source.AUTHENTICATION);
  }

  /** Ends a sign-in whose user has passed everything that the pool's own challenges ask. */
  Authenticated authenticated(SignInContext context, User user, PreTokenGeneration.Source source) {
    ObjectNode request = Json.object();
    request.set("userAttributes", Triggers.attributes(user));
    request.put("newDeviceUsed", false);
    request.set("clientMetadata", Triggers.texts(context.clientMetadata()));
    triggers.call(
        call(
            context,
            TriggerKind.POST_AUTHENTICATION,
            "PostAuthentication_Authentication",
            user,
            request));
    return new Authenticated(user, source);
  }

  /** Who signs in by this name, when they may. */
  User requireUser(SignInContext context, String username) {
    User user = users.find(context.pool(), username).orElseThrow(() -> unknownUser(context));
    requireUsable(user);
    return user;
  }

  private SignInStep afterPassword(
      SignInContext context, User user, PreTokenGeneration.Source source) {
    switch (user.status()) {
      case UNCONFIRMED ->
          throw new CognitoException(ErrorType.USER_NOT_CONFIRMED, "User is not confirmed.");
      case RESET_REQUIRED ->
          throw new CognitoException(
              ErrorType.PASSWORD_RESET_REQUIRED, "Password reset required for the user");
      case FORCE_CHANGE_PASSWORD -> {
        return newPasswordRequired(context, user);
      }
      case CONFIRMED -> {
        // Goes on below.
      }
    }
    MfaConfiguration mfa = context.pool().settings().mfa();
    if (mfa != MfaConfiguration.OFF && user.totpEnabled()) {
      String session = challenges.put(context.client(), user.username(), new Expected.AppCode());
      return new Challenge(
          ChallengeName.SOFTWARE_TOKEN_MFA,
          session,
          Map.of("USER_ID_FOR_SRP", user.username(), "FRIENDLY_DEVICE_NAME", "authenticator app"));
    }
    if (mfa == MfaConfiguration.ON) {
      String session =
          challenges.put(
              context.client(), user.username(), new Expected.AppSetup(Optional.empty(), false));
      return new Challenge(
          ChallengeName.MFA_SETUP,
          session,
          Map.of("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]", "USER_ID_FOR_SRP", user.username()));
    }
    return authenticated(context, user, source);
  }

  private Challenge newPasswordRequired(SignInContext context, User user) {
    boolean expired =
        user.temporaryPasswordUntil().filter(until -> clock.instant().isAfter(until)).isPresent();
    if (expired) {
      throw CognitoException.notAuthorized(
          "Temporary password has expired and must be reset by an administrator.");
    }
    String session = challenges.put(context.client(), user.username(), new Expected.NewPassword());
    Map<String, String> attributes = new LinkedHashMap<>(user.attributes());
    attributes.remove("sub");
    List<String> missing =
        context.pool().schema().stream()
            .filter(attribute -> attribute.required().orElse(false))
            .map(SchemaAttribute::name)
            .filter(name -> user.attribute(name).isEmpty())
            .map(name -> "userAttributes." + name)
            .toList();
    return new Challenge(
        ChallengeName.NEW_PASSWORD_REQUIRED,
        session,
        Map.of(
            "USER_ID_FOR_SRP",
            user.username(),
            "requiredAttributes",
            Json.write(missing),
            "userAttributes",
            Json.write(Triggers.texts(attributes))));
  }

  private void beforeAuthentication(SignInContext context, User user) {
    ObjectNode request = Json.object();
    request.set("userAttributes", Triggers.attributes(user));
    request.set("validationData", Triggers.texts(context.clientMetadata()));
    request.put("userNotFound", false);
    triggers.call(
        call(
            context,
            TriggerKind.PRE_AUTHENTICATION,
            "PreAuthentication_Authentication",
            user,
            request));
  }

  private User pendingUser(SignInContext context, Pending pending) {
    User user =
        users
            .get(context.pool(), pending.username())
            .orElseThrow(CognitoException::incorrectUsernameOrPassword);
    requireUsable(user);
    return user;
  }

  private String unguessable() {
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  private static void requireUsable(User user) {
    if (!user.enabled()) {
      throw CognitoException.notAuthorized("User is disabled.");
    }
  }

  private static CognitoException unknownUser(SignInContext context) {
    return context.client().settings().hidesUsers()
        ? CognitoException.incorrectUsernameOrPassword()
        : CognitoException.userNotFound();
  }

  private static Triggers.Call call(
      SignInContext context, TriggerKind kind, String source, User user, ObjectNode request) {
    return new Triggers.Call(
        kind,
        source,
        context.pool(),
        context.client().clientId(),
        user.username(),
        request,
        Json.object());
  }
}
