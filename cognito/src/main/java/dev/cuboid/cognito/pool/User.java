package dev.cuboid.cognito.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cuboid.cognito.crypto.PasswordVerifier;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A user of a pool.
 *
 * @param attributes all attributes with {@code sub} first; booleans and numbers are text too
 * @param password what is kept of the password, when the user has one
 * @param temporaryPasswordUntil when a password set by an administrator stops working
 * @param totpSecret the secret of the authenticator app, in Base32, once verified
 * @param pendingTotpSecret the secret of an app that is being set up
 * @param groups the names of the user's groups
 * @param codes the pending confirmation codes by purpose
 */
public record User(
    String userPoolId,
    String username,
    Map<String, String> attributes,
    UserStatus status,
    boolean enabled,
    Instant created,
    Instant modified,
    Optional<PasswordVerifier> password,
    Optional<Instant> temporaryPasswordUntil,
    Optional<String> totpSecret,
    Optional<String> pendingTotpSecret,
    @JsonInclude(JsonInclude.Include.ALWAYS) boolean totpEnabled,
    List<String> groups,
    Map<String, PendingCode> codes) {

  /**
   * A code that was sent and not yet given back.
   *
   * @param fingerprint the code's hash
   * @param wrongAnswers how often it was guessed
   */
  public record PendingCode(String fingerprint, Instant expiresAt, int wrongAnswers) {}

  public User {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    groups = List.copyOf(groups);
    codes = Map.copyOf(codes);
  }

  /** A new, enabled user without a password. */
  public static User create(
      String userPoolId,
      String username,
      Map<String, String> attributes,
      UserStatus status,
      Instant now) {
    return new User(
        userPoolId,
        username,
        attributes,
        status,
        true,
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        Map.of());
  }

  /** The user's own id, which never changes. */
  public String sub() {
    return attributes.getOrDefault(SchemaAttribute.SUBJECT, username);
  }

  /** An attribute, when the user has it. */
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** True when the attribute was verified by a code or by an administrator. */
  public boolean verified(String attribute) {
    return attribute(attribute + "_verified").filter("true"::equals).isPresent();
  }

  /** This user in another status. */
  public User withStatus(UserStatus changed) {
    return change(edit -> edit.status = changed);
  }

  /** This user, allowed to sign in or not. */
  public User withEnabled(boolean changed) {
    return change(edit -> edit.enabled = changed);
  }

  /** This user with another password, which is temporary when it has an end. */
  public User withPassword(PasswordVerifier changed, Optional<Instant> until) {
    return change(
        edit -> {
          edit.password = Optional.of(changed);
          edit.temporaryPasswordUntil = until;
        });
  }

  /** This user with changed attributes. */
  public User withAttributes(UnaryOperator<Map<String, String>> changed) {
    return change(edit -> edit.attributes = changed.apply(new LinkedHashMap<>(attributes)));
  }

  /** This user with an authenticator app, in use or not. */
  public User withTotp(Optional<String> secret, boolean inUse) {
    return change(
        edit -> {
          edit.totpSecret = secret;
          edit.pendingTotpSecret = Optional.empty();
          edit.totpEnabled = inUse;
        });
  }

  /** This user with an authenticator app that is being set up. */
  public User withPendingTotp(String secret) {
    return change(edit -> edit.pendingTotpSecret = Optional.of(secret));
  }

  /** This user in other groups. */
  public User withGroups(List<String> changed) {
    return change(edit -> edit.groups = changed);
  }

  /** This user with other pending codes. */
  public User withCodes(UnaryOperator<Map<String, PendingCode>> changed) {
    return change(edit -> edit.codes = changed.apply(new LinkedHashMap<>(codes)));
  }

  /** This user with another time of the last change. */
  public User modifiedAt(Instant now) {
    return change(edit -> edit.modified = now);
  }

  /** Names the user by id alone: attributes are personal data and have no place in a log. */
  @Override
  public String toString() {
    return "User[" + username + " of " + userPoolId + "]";
  }

  private User change(Consumer<Edit> edits) {
    Edit edit = new Edit(this);
    edits.accept(edit);
    return edit.build();
  }

  /** The record's components, open to change for the length of one method. */
  private static final class Edit {
    private final User original;
    private Map<String, String> attributes;
    private UserStatus status;
    private boolean enabled;
    private Instant modified;
    private Optional<PasswordVerifier> password;
    private Optional<Instant> temporaryPasswordUntil;
    private Optional<String> totpSecret;
    private Optional<String> pendingTotpSecret;
    private boolean totpEnabled;
    private List<String> groups;
    private Map<String, PendingCode> codes;

    Edit(User user) {
      original = user;
      attributes = user.attributes;
      status = user.status;
      enabled = user.enabled;
      modified = user.modified;
      password = user.password;
      temporaryPasswordUntil = user.temporaryPasswordUntil;
      totpSecret = user.totpSecret;
      pendingTotpSecret = user.pendingTotpSecret;
      totpEnabled = user.totpEnabled;
      groups = user.groups;
      codes = user.codes;
    }

    User build() {
      return new User(
          original.userPoolId,
          original.username,
          attributes,
          status,
          enabled,
          original.created,
          modified,
          password,
          temporaryPasswordUntil,
          totpSecret,
          pendingTotpSecret,
          totpEnabled,
          groups,
          codes);
    }
  }
}
