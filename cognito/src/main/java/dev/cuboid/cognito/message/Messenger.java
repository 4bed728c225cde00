package dev.cuboid.cognito.message;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserPoolSettings;
import dev.cuboid.cognito.trigger.TriggerKind;
import dev.cuboid.cognito.trigger.Triggers;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages, with the pool's texts or those of its custom-message function. */
public final class Messenger {

  private static final String CODE_PLACE = "{####}";
  private static final String USERNAME_PLACE = "{username}";
  private static final String CODE_TEXT = "Your confirmation code is {####}";
  private static final String CODE_SUBJECT = "Your verification code";
  private static final String INVITATION_TEXT =
      "Your username is {username} and temporary password is {####}.";
  private static final String INVITATION_SUBJECT = "Your temporary password";

  /** Where a message went, as clients are told of it: the destination is half hidden. */
  public record Delivery(String destination, String medium, String attributeName) {

    /** {@code CodeDeliveryDetailsType}. */
    public ObjectNode view() {
      return Json.object()
          .put("Destination", destination)
          .put("DeliveryMedium", medium)
          .put("AttributeName", attributeName);
    }
  }

  private record Texts(String subject, String email, String sms) {}

  private final Outbox outbox;
  private final Triggers triggers;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** Puts messages into this outbox. */
  public Messenger(Outbox outbox, Triggers triggers, Identifiers identifiers, InstantSource clock) {
    this.outbox = outbox;
    this.triggers = triggers;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Sends a message to one of the user's addresses.
   *
   * @param attribute {@code email} or {@code phone_number}
   * @param code the code, or the temporary password
   * @return where it went; nothing when the user has no such address
   */
  public Optional<Delivery> send(
      MessagePurpose purpose,
      UserPool pool,
      String clientId,
      User user,
      String attribute,
      String code,
      Map<String, String> clientMetadata) {
    Optional<String> destination = user.attribute(attribute);
    if (destination.isEmpty()) {
      return Optional.empty();
    }
    boolean email = attribute.equals("email");
    Texts texts = customized(purpose, pool, clientId, user, clientMetadata);
    String body = email ? texts.email() : texts.sms();
    outbox.add(
        new OutboxMessage(
            identifiers.uuid(),
            pool.id(),
            user.username(),
            purpose.title(),
            email ? "EMAIL" : "SMS",
            destination.get(),
            email ? fill(texts.subject(), user, code) : "",
            fill(body, user, code),
            code,
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    return Optional.of(
        new Delivery(
            email ? hiddenEmail(destination.get()) : hiddenNumber(destination.get()),
            email ? "EMAIL" : "SMS",
            attribute));
  }

  private Texts customized(
      MessagePurpose purpose,
      UserPool pool,
      String clientId,
      User user,
      Map<String, String> clientMetadata) {
    Texts standard = standardTexts(purpose, pool.settings());
    ObjectNode request = Json.object();
    request.set("userAttributes", Triggers.attributes(user));
    request.put("codeParameter", CODE_PLACE);
    request.put("usernameParameter", USERNAME_PLACE);
    request.set("clientMetadata", Triggers.texts(clientMetadata));
    ObjectNode response = Json.object();
    response.putNull("smsMessage");
    response.putNull("emailMessage");
    response.putNull("emailSubject");
    return triggers
        .call(
            new Triggers.Call(
                TriggerKind.CUSTOM_MESSAGE,
                purpose.triggerSource(),
                pool,
                clientId,
                user.username(),
                request,
                response))
        .map(
            answer ->
                new Texts(
                    text(answer, "emailSubject", standard.subject()),
                    text(answer, "emailMessage", standard.email()),
                    text(answer, "smsMessage", standard.sms())))
        .orElse(standard);
  }

  private static Texts standardTexts(MessagePurpose purpose, UserPoolSettings settings) {
    if (purpose == MessagePurpose.INVITATION) {
      Optional<UserPoolSettings.MessageTemplate> invitation =
          settings
              .adminCreateUserConfig()
              .flatMap(UserPoolSettings.AdminCreateUserConfig::inviteMessageTemplate);
      return new Texts(
          invitation
              .flatMap(UserPoolSettings.MessageTemplate::emailSubject)
              .orElse(INVITATION_SUBJECT),
          invitation
              .flatMap(UserPoolSettings.MessageTemplate::emailMessage)
              .orElse(INVITATION_TEXT),
          invitation.flatMap(UserPoolSettings.MessageTemplate::smsMessage).orElse(INVITATION_TEXT));
    }
    Optional<UserPoolSettings.VerificationMessageTemplate> template =
        settings.verificationMessageTemplate();
    return new Texts(
        template
            .flatMap(UserPoolSettings.VerificationMessageTemplate::emailSubject)
            .or(settings::emailVerificationSubject)
            .orElse(CODE_SUBJECT),
        template
            .flatMap(UserPoolSettings.VerificationMessageTemplate::emailMessage)
            .or(settings::emailVerificationMessage)
            .orElse(CODE_TEXT),
        template
            .flatMap(UserPoolSettings.VerificationMessageTemplate::smsMessage)
            .or(settings::smsVerificationMessage)
            .orElse(CODE_TEXT));
  }

  private static String text(ObjectNode answer, String member, String standard) {
    String given = answer.path(member).asString("");
    return given.isEmpty() ? standard : given;
  }

  private static String fill(String text, User user, String code) {
    return text.replace(CODE_PLACE, code).replace(USERNAME_PLACE, user.username());
  }

  private static String hiddenEmail(String address) {
    int at = address.indexOf('@');
    String host = address.substring(at + 1);
    return address.charAt(0) + "***@" + host.charAt(0) + "***";
  }

  private static String hiddenNumber(String number) {
    int shown = Math.min(4, number.length());
    return "+"
        + "*".repeat(Math.max(0, number.length() - 1 - shown))
        + number.substring(number.length() - shown);
  }
}
