package dev.cuboid.server.rest;

import dev.cuboid.security.AuthenticationResult;
import dev.cuboid.server.http.Request;

/** Finds out who sends a request. */
@FunctionalInterface
interface Identification {

  /**
   * @param header where the request carries its token
   */
  AuthenticationResult identify(Request request, TokenHeader.Found header);
}
