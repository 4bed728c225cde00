package dev.cuboid.cognito.signin;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.crypto.Totp;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.signin.PendingChallenges.Expected;
import dev.cuboid.cognito.signin.PendingChallenges.Pending;
import java.time.InstantSource;
import java.util.Optional;

/** Sets up authenticator apps (TOTP), during a sign-in or for a user who is signed in. */
public final class AuthenticatorApps {

  private static final int SECRET_BYTES = 32;

  /** A new secret and, during a sign-in, the session to go on with. */
  public record Association(String secret, Optional<String> session) {}

  private final PendingChallenges challenges;
  private final PoolDirectory pools;
  private final UserDirectory users;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** Sets up the apps of these users. */
  public AuthenticatorApps(
      PendingChallenges challenges,
      PoolDirectory pools,
      UserDirectory users,
      Identifiers identifiers,
      InstantSource clock) {
    this.challenges = challenges;
    this.pools = pools;
    this.users = users;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Makes a secret for a user who is signed in. It counts once it is verified; until then an app
   * that was set up before goes on working.
   */
  public Association associate(UserPool pool, User user) {
    String secret = newSecret();
    users.change(pool, user.username(), current -> current.withPendingTotp(secret));
    return new Association(secret, Optional.empty());
  }

  /**
   * Makes a secret during a sign-in.
   *
   * @throws CognitoException when the session does not wait for the set-up of an app
   */
  public Association associate(String session) {
    Pending pending = takeSetup(session);
    String secret = newSecret();
    String next =
        challenges.put(
            pools.client(pending.clientId()),
            pending.username(),
            new Expected.AppSetup(Optional.of(secret), false));
    return new Association(secret, Optional.of(next));
  }

  /**
   * Verifies the app of a user who is signed in. It is asked for once the user says so.
   *
   * @throws CognitoException of type {@code EnableSoftwareTokenMFAException} when the code is wrong
   */
  public void verify(UserPool pool, User user, String code) {
    String secret =
        user.pendingTotpSecret()
            .orElseThrow(
                () ->
                    new CognitoException(
                        ErrorType.SOFTWARE_TOKEN_MFA_NOT_FOUND,
                        "Software token MFA has not been enabled by the userPool"));
    requireCode(secret, code);
    users.change(
        pool,
        user.username(),
        current -> current.withTotp(Optional.of(secret), current.totpEnabled()));
  }

  /**
   * Verifies an app during a sign-in.
   *
   * @return the session to go on with
   * @throws CognitoException of type {@code EnableSoftwareTokenMFAException} when the code is wrong
   */
  public String verify(String session, String code) {
    Pending pending = takeSetup(session);
    if (!(pending.expected() instanceof Expected.AppSetup(Optional<String> secret, _))
        || secret.isEmpty()) {
      throw CognitoException.notAuthorized("Invalid session for the user.");
    }
    AppClient client = pools.client(pending.clientId());
    try {
      requireCode(secret.get(), code);
    } catch (CognitoException e) {
      challenges.put(session, client, pending.username(), pending.expected(), Optional.empty());
      throw e;
    }
    UserPool pool = pools.pool(client.userPoolId());
    users.change(pool, pending.username(), current -> current.withTotp(secret, true));
    return challenges.put(client, pending.username(), new Expected.AppSetup(secret, true));
  }

  private Pending takeSetup(String session) {
    Pending pending = challenges.take(session);
    if (!(pending.expected() instanceof Expected.AppSetup)) {
      throw CognitoException.notAuthorized("Invalid session for the user.");
    }
    return pending;
  }

  private void requireCode(String secret, String code) {
    if (!Totp.matches(secret, code, clock.instant())) {
      throw new CognitoException(
          ErrorType.ENABLE_SOFTWARE_TOKEN_MFA, "Code mismatch and fail enable Software Token MFA");
    }
  }

  private String newSecret() {
    return Totp.encode(identifiers.bytes(SECRET_BYTES));
  }
}
