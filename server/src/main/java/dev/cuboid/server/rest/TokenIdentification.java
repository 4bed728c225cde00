package dev.cuboid.server.rest;

import dev.cuboid.security.AuthenticationResult;
import dev.cuboid.security.Authenticator;
import dev.cuboid.security.ReasonCode;
import dev.cuboid.security.Rejection;
import dev.cuboid.server.http.Request;
import java.util.Optional;

/** By the token alone. */
final class TokenIdentification implements Identification {

  private final Authenticator authenticator;

  TokenIdentification(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** A header that is there but holds no token is a mistake, also where none is needed. */
  @Override
  public AuthenticationResult identify(Request request, TokenHeader.Found header) {
    if (header.isThere() && header.token().isEmpty()) {
      return new AuthenticationResult.Rejected(
          new Rejection(
              ReasonCode.MISSING,
              Rejection.NO_TOKEN,
              "the header holds no token",
              Optional.empty(),
              Optional.empty()));
    }
    return authenticator.authenticate(header.token());
  }
}
