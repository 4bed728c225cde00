package dev.cuboid.cognito.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** Which functions a pool calls (<code>LambdaConfigType</code>): names, ARNs or HTTP addresses. */
public record LambdaConfig(
    Optional<String> preSignUp,
    Optional<String> customMessage,
    Optional<String> postConfirmation,
    Optional<String> preAuthentication,
    Optional<String> postAuthentication,
    Optional<String> defineAuthChallenge,
    Optional<String> createAuthChallenge,
    Optional<String> verifyAuthChallengeResponse,
    Optional<String> preTokenGeneration,
    Optional<String> userMigration,
    Optional<VersionedFunction> preTokenGenerationConfig) {

  /** A function together with the version of the event that it takes. */
  public record VersionedFunction(
      String lambdaVersion, @JsonProperty("LambdaArn") String lambdaArn) {}

  /** A pool that calls none. */
  public static LambdaConfig none() {
    Optional<String> no = Optional.empty();
    return new LambdaConfig(no, no, no, no, no, no, no, no, no, no, Optional.empty());
  }
}
