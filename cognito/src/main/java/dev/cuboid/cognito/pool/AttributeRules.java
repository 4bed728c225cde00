package dev.cuboid.cognito.pool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a pool's schema says of attributes that somebody wants to write. */
public final class AttributeRules {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern PHONE_NUMBER = Pattern.compile("\\+[0-9]{1,15}");

  private final UserPool pool;

  /** The rules of a pool. */
  public AttributeRules(UserPool pool) {
    this.pool = pool;
  }

  /**
   * Checks the attributes of a new user, required ones included.
   *
   * @throws CognitoException naming the attribute
   */
  public void checkNew(Map<String, String> attributes) {
    attributes.forEach(this::checkValue);
    for (SchemaAttribute attribute : pool.schema()) {
      boolean given = attributes.containsKey(attribute.name());
      if (attribute.isRequired() && !given && !attribute.name().equals(SchemaAttribute.SUBJECT)) {
        throw nonconforming(attribute.name() + ": The attribute is required");
      }
    }
  }

  /**
   * Checks changed attributes of a user who is there.
   *
   * @throws CognitoException naming the attribute
   */
  public void checkChange(Map<String, String> attributes) {
    attributes.forEach(
        (name, value) -> {
          checkValue(name, value);
          requireMutable(name);
        });
  }

  /**
   * Checks that an attribute may be removed.
   *
   * @throws CognitoException naming the attribute
   */
  public void checkRemoval(String name) {
    SchemaAttribute attribute = known(name);
    if (attribute.isRequired()) {
      throw nonconforming(name + ": The attribute is required");
    }
    requireMutable(name);
  }

  /**
   * Checks that the client's list of writable attributes allows the change.
   *
   * @throws CognitoException of type {@code NotAuthorizedException}
   */
  public static void checkWritable(AppClient client, Map<String, String> attributes) {
    for (String name : attributes.keySet()) {
      if (!client.settings().writes(name) || name.endsWith("_verified")) {
        throw CognitoException.notAuthorized("A client attempted to write unauthorized attribute");
      }
    }
  }

  /**
   * The user name of a new user: as given, or a new id where the pool takes a mail address or a
   * telephone number in its place.
   *
   * @param subject the new user's id
   * @param attributes receives the address or number that was given as the user name
   * @throws CognitoException when the name is neither, though the pool asks for one
   */
  public String usernameFor(String given, String subject, Map<String, String> attributes) {
    UserPoolSettings settings = pool.settings();
    if (!settings.usesAttributesAsUsername()) {
      return given;
    }
    boolean takesEmail = settings.usernameAttributes().contains("email");
    boolean takesPhone = settings.usernameAttributes().contains("phone_number");
    if (takesEmail && EMAIL.matcher(given).matches()) {
      attributes.putIfAbsent("email", given);
      return subject;
    }
    if (takesPhone && PHONE_NUMBER.matcher(given).matches()) {
      attributes.putIfAbsent("phone_number", given);
      return subject;
    }
    if (takesEmail && takesPhone) {
      throw CognitoException.invalidParameter(
          "Username should be either an email or a phone number.");
    }
    throw CognitoException.invalidParameter(
        takesEmail ? "Username should be an email." : "Username should be a phone number.");
  }

  /** Attributes in one map, {@code sub} first, as users keep them. */
  public static Map<String, String> withSubject(String subject, Map<String, String> attributes) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(SchemaAttribute.SUBJECT, subject);
    all.putAll(attributes);
    all.put(SchemaAttribute.SUBJECT, subject);
    return all;
  }

  private void checkValue(String name, String value) {
    SchemaAttribute attribute = known(name);
    String type = attribute.attributeDataType().orElse("String");
    if (type.equals("Boolean") && !value.equals("true") && !value.equals("false")) {
      throw nonconforming(name + ": The attribute value must be true or false");
    }
    if (type.equals("Number") && !value.matches("-?\\d+")) {
      throw nonconforming(name + ": The attribute value must be a number");
    }
    if (name.equals("email") && !EMAIL.matcher(value).matches()) {
      throw CognitoException.invalidParameter("Invalid email address format.");
    }
    if (name.equals("phone_number") && !PHONE_NUMBER.matcher(value).matches()) {
      throw CognitoException.invalidParameter("Invalid phone number format.");
    }
  }

  private SchemaAttribute known(String name) {
    return pool.attribute(name)
        .orElseThrow(
            () -> nonconforming("Type for attribute {" + name + "} could not be determined"));
  }

  private void requireMutable(String name) {
    if (!known(name).isMutable()) {
      throw CognitoException.invalidParameter("user." + name + ": Attribute cannot be updated.");
    }
  }

  private static CognitoException nonconforming(String detail) {
    return CognitoException.invalidParameter("Attributes did not conform to the schema: " + detail);
  }
}
