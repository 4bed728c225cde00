package dev.cuboid.server.config;

/** A setting that cannot be used; the message says which, and what was expected. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
