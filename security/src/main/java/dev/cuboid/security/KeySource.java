package dev.cuboid.security;

import java.net.URI;
import java.util.List;

/** Where the keys of an issuer's tokens come from. A token never decides this by itself. */
public sealed interface KeySource {

  /** The address of the keys, or how many secrets there are: for people. */
  String describe();

  /** A published set of public keys (RFC 7517, section 5). */
  record PublishedKeys(URI uri) implements KeySource {

    @Override
    public String describe() {
      return uri.toString();
    }
  }

  /**
   * The keys that the issuer's discovery document names (OpenID Connect Discovery 1.0, section 4).
   *
   * @param issuer as its tokens name it, letter by letter
   */
  record Discovery(String issuer) implements KeySource {

    private static final String PATH = ".well-known/openid-configuration";

    /** Where the document is. */
    public URI uri() {
      return URI.create(issuer.endsWith("/") ? issuer + PATH : issuer + "/" + PATH);
    }

    @Override
    public String describe() {
      return uri().toString();
    }
  }

  /** A published set for each token, which a function of the project names. */
  record LocatedKeys(KeyLocator locator) implements KeySource {

    @Override
    public String describe() {
      return "the address that jwkUrl of cube.js names";
    }
  }

  /**
   * Shared secrets, for HMAC signatures.
   *
   * @param secrets tried in order, so that an old one can be replaced; blank ones are left out,
   *     because anybody can sign with nothing
   */
  record SharedSecrets(List<String> secrets) implements KeySource {

    public SharedSecrets {
      secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
    }

    @Override
    public String describe() {
      return secrets.size() + " shared secrets";
    }

    @Override
    public String toString() {
      return "SharedSecrets[" + secrets.size() + "]";
    }
  }
}
