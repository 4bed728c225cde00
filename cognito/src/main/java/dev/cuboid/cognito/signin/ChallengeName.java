package dev.cuboid.cognito.signin;

/** The challenges of this pool, by their names on the wire. */
public enum ChallengeName {
  CUSTOM_CHALLENGE,
  MFA_SETUP,
  NEW_PASSWORD_REQUIRED,
  PASSWORD_VERIFIER,
  SOFTWARE_TOKEN_MFA
}
