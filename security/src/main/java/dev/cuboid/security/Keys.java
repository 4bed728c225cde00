package dev.cuboid.security;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** Where the keys of tokens come from: a provider's key set, or configured secrets. */
final class Keys implements AutoCloseable {

  private final AuthenticationConfig config;
  private final Optional<KeySetSource> keySet;

  Keys(AuthenticationConfig config, InstantSource clock) {
    this.config = config;
    this.keySet = config.jwkUrl().map(uri -> KeySetSource.start(uri, config.staleKeys(), clock));
  }

  /** The algorithm of a token, if it is on the list. */
  SignatureAlgorithm algorithm(SignedToken token) throws InvalidTokenException {
    String name = token.algorithm();
    boolean accepted = config.acceptedAlgorithms().contains(name);
    Optional<SignatureAlgorithm> algorithm =
        accepted ? SignatureAlgorithm.of(name) : Optional.empty();
    return algorithm
        .filter(found -> !found.isSymmetric() || keySet.isEmpty())
        .orElseThrow(
            () ->
                new InvalidTokenException(
                    ReasonCode.ALGORITHM,
                    "the algorithm is "
                        + name.replaceAll("[^\\x20-\\x7E]", "?")
                        + ", expected "
                        + String.join(" or ", config.acceptedAlgorithms())));
  }

  /** Checks the signature; returns which generation of keys it was checked with. */
  long verify(SignedToken token, SignatureAlgorithm algorithm) throws InvalidTokenException {
    if (keySet.isEmpty()) {
      verifyWithSecrets(token, algorithm, config.secrets());
      return 0;
    }
    String keyId =
        token
            .keyId()
            .orElseThrow(
                () ->
                    new InvalidTokenException(ReasonCode.KEY_ID, "JWT without kid inside headers"));
    KeySetSource.Found found = keySet.get().find(keyId);
    KeySet.Entry entry = found.entry();
    boolean fits = entry.algorithm().map(algorithm.name()::equals).orElse(true);
    if (!fits || !algorithm.accepts(entry.key())) {
      throw new InvalidTokenException(
          ReasonCode.KEY_MISMATCH,
          "the key " + keyId + " is not one for " + algorithm.name() + ", or is too weak");
    }
    requireSignature(algorithm.verify(entry.key(), token.signed(), token.signature()));
    return found.generation();
  }

  static void verifyWithSecrets(
      SignedToken token, SignatureAlgorithm algorithm, List<String> secrets)
      throws InvalidTokenException {
    if (secrets.isEmpty()) {
      throw new InvalidTokenException(
          ReasonCode.NOT_CONFIGURED, "neither a JWKS nor a secret is configured");
    }
    if (!algorithm.isSymmetric()) {
      throw new InvalidTokenException(
          ReasonCode.ALGORITHM, algorithm.name() + " needs a JWKS, and none is configured");
    }
    boolean verified = false;
    for (String secret : secrets) {
      Key key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm.name());
      verified |= algorithm.verify(key, token.signed(), token.signature());
    }
    requireSignature(verified);
  }

  private static void requireSignature(boolean verified) throws InvalidTokenException {
    if (!verified) {
      throw new InvalidTokenException(
          ReasonCode.SIGNATURE, "the signature is not that of the key over this token");
    }
  }

  /** Which keys are in use; another number means other keys. */
  long generation() {
    return keySet.map(KeySetSource::generation).orElse(0L);
  }

  @Override
  public void close() {
    keySet.ifPresent(KeySetSource::close);
  }
}
