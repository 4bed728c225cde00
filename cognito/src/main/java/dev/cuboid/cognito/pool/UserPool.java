package dev.cuboid.cognito.pool;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user pool.
 *
 * @param id region, underscore and a suffix, like {@code us-east-1_Local0001}
 * @param customAttributes the attributes that this pool has beyond the standard ones
 * @param standardOverrides standard attributes that this pool redefines, such as required ones
 */
public record UserPool(
    String id,
    String name,
    Instant creationDate,
    Instant lastModifiedDate,
    UserPoolSettings settings,
    List<SchemaAttribute> customAttributes,
    List<SchemaAttribute> standardOverrides) {

  /** The account that local resource names belong to. */
  public static final String ACCOUNT = "000000000000";

  public UserPool {
    customAttributes = List.copyOf(customAttributes);
    standardOverrides = List.copyOf(standardOverrides);
  }

  /**
   * A new pool.
   *
   * @param schema attributes of its own, and standard ones that it redefines
   */
  public static UserPool create(
      String id,
      String name,
      UserPoolSettings settings,
      List<SchemaAttribute> schema,
      Instant now) {
    List<String> standard = SchemaAttribute.standard().stream().map(SchemaAttribute::name).toList();
    List<SchemaAttribute> overrides =
        schema.stream().filter(attribute -> standard.contains(attribute.name())).toList();
    List<SchemaAttribute> custom =
        schema.stream()
            .filter(attribute -> !standard.contains(attribute.name()))
            .map(SchemaAttribute::custom)
            .toList();
    return new UserPool(id, name, now, now, settings, custom, overrides);
  }

  /** The AWS region in the id. */
  public String region() {
    return id.substring(0, id.indexOf('_'));
  }

  /** The part of the id after the underscore, which SRP hashes as the pool's name. */
  public String srpName() {
    return id.substring(id.indexOf('_') + 1);
  }

  /** The resource name. */
  public String arn() {
    return "arn:aws:cognito-idp:" + region() + ":" + ACCOUNT + ":userpool/" + id;
  }

  /** All attributes: the standard ones as this pool redefines them, then its own. */
  public List<SchemaAttribute> schema() {
    Stream<SchemaAttribute> standard =
        SchemaAttribute.standard().stream()
            .map(
                attribute ->
                    standardOverrides.stream()
                        .filter(override -> override.name().equals(attribute.name()))
                        .findFirst()
                        .orElse(attribute));
    return Stream.concat(standard, customAttributes.stream()).toList();
  }

  /** One attribute of the schema. */
  public Optional<SchemaAttribute> attribute(String attributeName) {
    return schema().stream().filter(one -> one.name().equals(attributeName)).findFirst();
  }

  /** This pool with other settings. */
  public UserPool withSettings(UserPoolSettings changed, Instant now) {
    return new UserPool(id, name, creationDate, now, changed, customAttributes, standardOverrides);
  }

  /** This pool with more custom attributes. */
  public UserPool withCustomAttributes(List<SchemaAttribute> added, Instant now) {
    List<SchemaAttribute> all =
        Stream.concat(customAttributes.stream(), added.stream().map(SchemaAttribute::custom))
            .toList();
    return new UserPool(id, name, creationDate, now, settings, all, standardOverrides);
  }
}
