package dev.cuboid.cognito.message;

import java.time.Instant;

/**
 * A message that a real pool would have sent.
 *
 * @param medium {@code EMAIL} or {@code SMS}
 * @param destination the mail address or telephone number
 * @param code the code or the temporary password in the message
 */
public record OutboxMessage(
    String id,
    String userPoolId,
    String username,
    String purpose,
    String medium,
    String destination,
    String subject,
    String body,
    String code,
    Instant sentAt) {

  /** Says nothing of the code. */
  @Override
  public String toString() {
    return "OutboxMessage[" + purpose + " for " + username + "]";
  }
}
