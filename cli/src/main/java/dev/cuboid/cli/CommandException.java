package dev.cuboid.cli;

/** Something that the user of a command can mend; the message says what. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }
}
