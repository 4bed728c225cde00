package dev.cuboid.cognito.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The settings of a pool as {@code CreateUserPool} and {@code UpdateUserPool} take them. What the
 * local pool does not act upon is kept as it came and shown again.
 */
public record UserPoolSettings(
    Optional<Policies> policies,
    Optional<LambdaConfig> lambdaConfig,
    List<String> autoVerifiedAttributes,
    List<String> aliasAttributes,
    List<String> usernameAttributes,
    Optional<MfaConfiguration> mfaConfiguration,
    Optional<UsernameConfiguration> usernameConfiguration,
    Optional<AdminCreateUserConfig> adminCreateUserConfig,
    Optional<VerificationMessageTemplate> verificationMessageTemplate,
    Optional<String> emailVerificationMessage,
    Optional<String> emailVerificationSubject,
    Optional<String> smsVerificationMessage,
    Optional<String> smsAuthenticationMessage,
    Optional<String> deletionProtection,
    Optional<String> userPoolTier,
    Map<String, String> userPoolTags,
    Optional<JsonNode> userAttributeUpdateSettings,
    Optional<JsonNode> deviceConfiguration,
    Optional<JsonNode> emailConfiguration,
    Optional<JsonNode> smsConfiguration,
    Optional<JsonNode> userPoolAddOns,
    Optional<JsonNode> accountRecoverySetting) {

  /** The policies of a pool. */
  public record Policies(
      Optional<PasswordPolicy> passwordPolicy, Optional<JsonNode> signInPolicy) {}

  /** Whether upper and lower case are told apart in user names. */
  public record UsernameConfiguration(boolean caseSensitive) {}

  /** Who may create users, and how they are invited. */
  public record AdminCreateUserConfig(
      Optional<Boolean> allowAdminCreateUserOnly,
      Optional<Integer> unusedAccountValidityDays,
      Optional<MessageTemplate> inviteMessageTemplate) {}

  /** The texts of an invitation. */
  public record MessageTemplate(
      @JsonProperty("SMSMessage") Optional<String> smsMessage,
      Optional<String> emailMessage,
      Optional<String> emailSubject) {}

  /** The texts of a verification message. */
  public record VerificationMessageTemplate(
      Optional<String> smsMessage,
      Optional<String> emailMessage,
      Optional<String> emailSubject,
      Optional<String> emailMessageByLink,
      Optional<String> emailSubjectByLink,
      Optional<String> defaultEmailOption) {}

  public UserPoolSettings {
    autoVerifiedAttributes = List.copyOf(autoVerifiedAttributes);
    aliasAttributes = List.copyOf(aliasAttributes);
    usernameAttributes = List.copyOf(usernameAttributes);
    userPoolTags = Map.copyOf(userPoolTags);
  }

  /** The password policy in force. */
  public PasswordPolicy passwordPolicy() {
    return policies.flatMap(Policies::passwordPolicy).orElseGet(PasswordPolicy::standard);
  }

  /** The functions that the pool calls. */
  public LambdaConfig triggers() {
    return lambdaConfig.orElseGet(LambdaConfig::none);
  }

  /** Whether a second factor is asked for. */
  public MfaConfiguration mfa() {
    return mfaConfiguration.orElse(MfaConfiguration.OFF);
  }

  /** Whether user names differ by case; new pools in AWS's console do not tell it apart. */
  public boolean caseSensitive() {
    return usernameConfiguration.map(UsernameConfiguration::caseSensitive).orElse(true);
  }

  /** True when users sign in with their mail address or telephone number as the user name. */
  public boolean usesAttributesAsUsername() {
    return !usernameAttributes.isEmpty();
  }

  /** True when only administrators create users. */
  public boolean signUpDisabled() {
    return adminCreateUserConfig
        .flatMap(AdminCreateUserConfig::allowAdminCreateUserOnly)
        .orElse(false);
  }

  /** The settings of a pool whose users sign in with a mail address, which sign-up verifies. */
  public static UserPoolSettings withEmailAsUsername() {
    return new UserPoolSettings(
        Optional.empty(),
        Optional.empty(),
        List.of("email"),
        List.of(),
        List.of("email"),
        Optional.empty(),
        Optional.of(new UsernameConfiguration(false)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** These settings with what can be set at creation only taken from others. */
  public UserPoolSettings keepingIdentity(UserPoolSettings original) {
    return new UserPoolSettings(
        policies,
        lambdaConfig,
        autoVerifiedAttributes,
        original.aliasAttributes,
        original.usernameAttributes,
        mfaConfiguration,
        original.usernameConfiguration,
        adminCreateUserConfig,
        verificationMessageTemplate,
        emailVerificationMessage,
        emailVerificationSubject,
        smsVerificationMessage,
        smsAuthenticationMessage,
        deletionProtection,
        userPoolTier,
        userPoolTags,
        userAttributeUpdateSettings,
        deviceConfiguration,
        emailConfiguration,
        smsConfiguration,
        userPoolAddOns,
        accountRecoverySetting);
  }

  /** These settings with another rule for the second factor. */
  public UserPoolSettings withMfa(MfaConfiguration mfa) {
    return with(Optional.of(mfa), userPoolTags);
  }

  /** These settings with other tags. */
  public UserPoolSettings withTags(Map<String, String> tags) {
    return with(mfaConfiguration, tags);
  }

  private UserPoolSettings with(Optional<MfaConfiguration> mfa, Map<String, String> tags) {
    return new UserPoolSettings(
        policies,
        lambdaConfig,
        autoVerifiedAttributes,
        aliasAttributes,
        usernameAttributes,
        mfa,
        usernameConfiguration,
        adminCreateUserConfig,
        verificationMessageTemplate,
        emailVerificationMessage,
        emailVerificationSubject,
        smsVerificationMessage,
        smsAuthenticationMessage,
        deletionProtection,
        userPoolTier,
        tags,
        userAttributeUpdateSettings,
        deviceConfiguration,
        emailConfiguration,
        smsConfiguration,
        userPoolAddOns,
        accountRecoverySetting);
  }
}
