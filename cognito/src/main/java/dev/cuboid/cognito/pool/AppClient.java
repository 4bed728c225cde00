package dev.cuboid.cognito.pool;

import java.time.Instant;
import java.util.Optional;

/**
 * An app client of a pool.
 *
 * @param clientSecret the secret of a confidential client. It is kept as it is, because {@code
 *     DescribeUserPoolClient} shows it and the secret hash is computed with it.
 */
public record AppClient(
    String clientId,
    String userPoolId,
    Optional<String> clientSecret,
    Instant creationDate,
    Instant lastModifiedDate,
    AppClientSettings settings) {

  /** This client with other settings. */
  public AppClient withSettings(AppClientSettings changed, Instant now) {
    return new AppClient(clientId, userPoolId, clientSecret, creationDate, now, changed);
  }

  /** True when the flow is among the client's explicit ones; none given means AWS's defaults. */
  public boolean allows(AuthFlow flow) {
    if (settings.explicitAuthFlows().isEmpty()) {
      return flow.allowedByDefault();
    }
    return settings.explicitAuthFlows().stream().anyMatch(flow::isAllowedBy);
  }

  /** Says nothing of the secret, which has no place in a log. */
  @Override
  public String toString() {
    return "AppClient[" + clientId + " of " + userPoolId + "]";
  }
}
