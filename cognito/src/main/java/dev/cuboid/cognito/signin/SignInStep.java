package dev.cuboid.cognito.signin;

import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.trigger.PreTokenGeneration;
import java.util.Map;

/** What a sign-in has come to: it is done, or one more answer is wanted. */
public sealed interface SignInStep {

  /** The user is who they say. */
  record Authenticated(User user, PreTokenGeneration.Source source) implements SignInStep {}

  /**
   * One more answer is wanted.
   *
   * @param session names this sign-in in the answer
   */
  record Challenge(ChallengeName name, String session, Map<String, String> parameters)
      implements SignInStep {

    public Challenge {
      parameters = Map.copyOf(parameters);
    }
  }
}
