package dev.cuboid.cognito.account;

import dev.cuboid.cognito.account.ConfirmationCodes.Kind;
import dev.cuboid.cognito.message.MessagePurpose;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.pool.AttributeRules;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.signin.SignInContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attributes that users change, and the codes that verify a new address. Thread-safe. */
public final class AttributeVerification {

  private static final List<String> ADDRESSES = List.of("email", "phone_number");

  private final UserDirectory users;
  private final ConfirmationCodes codes;

  /** The attributes of these users. */
  public AttributeVerification(UserDirectory users, ConfirmationCodes codes) {
    this.users = users;
    this.codes = codes;
  }

  /**
   * Changes attributes; a new address that the pool wants verified gets a code.
   *
   * @return where codes went
   * @throws CognitoException when schema or client do not allow a change
   */
  public List<Messenger.Delivery> update(
      SignInContext context, User user, Map<String, String> given) {
    UserPool pool = context.pool();
    AttributeRules.checkWritable(context.client(), given);
    new AttributeRules(pool).checkChange(given);
    requireFree(pool, user, given);
    User changed =
        users.change(
            pool, user.username(), current -> current.withAttributes(all -> merged(all, given)));
    List<Messenger.Delivery> deliveries = new ArrayList<>();
    for (String address : ADDRESSES) {
      boolean toVerify =
          given.containsKey(address)
              && pool.settings().autoVerifiedAttributes().contains(address)
              && !changed.verified(address);
      if (toVerify) {
        codes
            .send(
                Kind.ofAttribute(address),
                MessagePurpose.UPDATE_ATTRIBUTE,
                pool,
                context.client().clientId(),
                changed,
                address,
                context.clientMetadata())
            .ifPresent(deliveries::add);
      }
    }
    return deliveries;
  }

  /**
   * Sends a code that verifies an address.
   *
   * @throws CognitoException when the user has no such address
   */
  public Messenger.Delivery requestCode(SignInContext context, User user, String attribute) {
    return codes
        .send(
            Kind.ofAttribute(attribute),
            MessagePurpose.VERIFY_ATTRIBUTE,
            context.pool(),
            context.client().clientId(),
            user,
            attribute,
            context.clientMetadata())
        .orElseThrow(
            () -> CognitoException.invalidParameter("User does not have attribute " + attribute));
  }

  /**
   * Verifies an address.
   *
   * @throws CognitoException when the code is wrong
   */
  public void verify(UserPool pool, User user, String attribute, String code) {
    codes.take(Kind.ofAttribute(attribute), pool, user, code);
    users.change(
        pool,
        user.username(),
        current ->
            current.withAttributes(
                all -> {
                  all.put(attribute + "_verified", "true");
                  return all;
                }));
  }

  /**
   * Checks that no other user signs in by one of these values.
   *
   * @throws CognitoException of type {@code AliasExistsException}
   */
  public void requireFree(UserPool pool, User user, Map<String, String> given) {
    for (String attribute : pool.settings().usernameAttributes()) {
      String value = given.getOrDefault(attribute, "");
      if (!value.isEmpty() && users.taken(pool, attribute, value, user.username())) {
        throw new CognitoException(
            ErrorType.ALIAS_EXISTS, "An account with the given " + attribute + " already exists.");
      }
    }
  }

  /** A changed address has to be verified anew, unless the same change says that it is. */
  public static Map<String, String> merged(Map<String, String> all, Map<String, String> given) {
    Map<String, String> result = new LinkedHashMap<>(all);
    for (String address : ADDRESSES) {
      boolean changed = given.containsKey(address) && !given.get(address).equals(all.get(address));
      if (changed) {
        result.put(address + "_verified", "false");
      }
    }
    result.putAll(given);
    return result;
  }
}
