package dev.cuboid.security;

/** What became of a request's token. */
public sealed interface AuthenticationResult {

  /** The token is good. */
  record Authenticated(SecurityContext context) implements AuthenticationResult {}

  /** There is no token, and none is needed: development mode only. */
  record Anonymous() implements AuthenticationResult {}

  /** There is no answer for this request. */
  record Rejected(Rejection rejection) implements AuthenticationResult {}
}
