package dev.cuboid.cognito.pool;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One attribute that users of a pool may have (<code>SchemaAttributeType</code>). */
public record SchemaAttribute(
    String name,
    Optional<String> attributeDataType,
    Optional<Boolean> developerOnlyAttribute,
    Optional<Boolean> mutable,
    Optional<Boolean> required,
    Optional<JsonNode> stringAttributeConstraints,
    Optional<JsonNode> numberAttributeConstraints) {

  private static final List<String> STANDARD_STRINGS =
      List.of(
          "profile",
          "address",
          "birthdate",
          "gender",
          "preferred_username",
          "website",
          "picture",
          "nickname",
          "middle_name",
          "given_name",
          "family_name",
          "name",
          "email",
          "phone_number",
          "zoneinfo",
          "locale");

  /** The attribute of the user's own, unchangeable id. */
  static final String SUBJECT = "sub";

  /** A text attribute that may be changed and need not be there. */
  public static SchemaAttribute text(String name) {
    return of(name, "String", true, false);
  }

  /** The attributes that every pool has (OpenID Connect Core 5.1, and Cognito's own). */
  static List<SchemaAttribute> standard() {
    return Stream.concat(
            Stream.of(
                of(SUBJECT, "String", false, true),
                of("email_verified", "Boolean", true, false),
                of("phone_number_verified", "Boolean", true, false),
                of("updated_at", "Number", true, false)),
            STANDARD_STRINGS.stream().map(SchemaAttribute::text))
        .toList();
  }

  /** A custom attribute under the name that users and tokens carry it by. */
  SchemaAttribute custom() {
    String prefix = developerOnlyAttribute.orElse(false) ? "dev:custom:" : "custom:";
    String fullName = name.startsWith(prefix) ? name : prefix + name;
    return new SchemaAttribute(
        fullName,
        Optional.of(attributeDataType.orElse("String")),
        Optional.of(developerOnlyAttribute.orElse(false)),
        Optional.of(mutable.orElse(true)),
        Optional.of(false),
        stringAttributeConstraints,
        numberAttributeConstraints);
  }

  boolean isRequired() {
    return required.orElse(false);
  }

  boolean isMutable() {
    return mutable.orElse(true);
  }

  private static SchemaAttribute of(String name, String type, boolean mutable, boolean required) {
    return new SchemaAttribute(
        name,
        Optional.of(type),
        Optional.of(false),
        Optional.of(mutable),
        Optional.of(required),
        Optional.empty(),
        Optional.empty());
  }
}
