package dev.cuboid.cli.signin;

/** A sign-in that came to nothing; the message says why, and holds no token. */
public final class SignInException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SignInException(String message) {
    super(message);
  }
}
