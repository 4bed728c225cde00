package dev.cuboid.security;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.crypto.spec.SecretKeySpec;

/** Where the keys of tokens come from: a provider's key set, or configured secrets. */
final class Keys implements AutoCloseable {

  private final TokenIssuer rules;
  private final List<String> secrets;
  private final Optional<KeySetSource> keySet;
  private final Optional<LocatedKeySets> located;

  Keys(TokenIssuer rules, InstantSource clock, ProviderAccess access) {
    this.rules = rules;
    switch (rules.keys()) {
      case KeySource.SharedSecrets shared -> {
        this.secrets = shared.secrets();
        this.keySet = Optional.empty();
        this.located = Optional.empty();
      }
      case KeySource.LocatedKeys(KeyLocator locator) -> {
        this.secrets = List.of();
        this.keySet = Optional.empty();
        this.located = Optional.of(new LocatedKeySets(locator, rules.staleKeys(), clock, access));
      }
      case KeySource.PublishedKeys _, KeySource.Discovery _ -> {
        this.secrets = List.of();
        this.keySet =
            Optional.of(KeySetSource.start(rules.keys(), rules.staleKeys(), clock, access));
        this.located = Optional.empty();
      }
    }
  }

  /** The algorithm of a token, if it is on the list. */
  SignatureAlgorithm algorithm(CompactToken token) throws InvalidTokenException {
    String name = token.algorithm();
    boolean accepted = rules.algorithms().contains(name);
    Optional<SignatureAlgorithm> algorithm =
        accepted ? SignatureAlgorithm.of(name) : Optional.empty();
    return algorithm
        .filter(found -> !found.isSymmetric() || rules.hasSecrets())
        .orElseThrow(
            () ->
                new InvalidTokenException(
                    ReasonCode.ALGORITHM,
                    "the algorithm is "
                        + Printable.text(name)
                        + ", expected "
                        + String.join(" or ", rules.algorithms())));
  }

  /** Checks the signature. */
  void verify(SignedToken signed, SignatureAlgorithm algorithm) throws InvalidTokenException {
    CompactToken token = signed.compact();
    if (rules.hasSecrets()) {
      verifyWithSecrets(token, algorithm, secrets);
      return;
    }
    String keyId =
        token
            .keyId()
            .orElseThrow(
                () ->
                    new InvalidTokenException(ReasonCode.KEY_ID, "JWT without kid inside headers"));
    KeySet.Entry entry = published(signed).find(keyId);
    boolean fits = entry.algorithm().map(algorithm.name()::equals).orElse(true);
    if (!fits || !algorithm.accepts(entry.key())) {
      throw new InvalidTokenException(
          ReasonCode.KEY_MISMATCH,
          "the key " + Printable.text(keyId) + " is not one for " + algorithm.name());
    }
    if (entry.weakness().isPresent()) {
      throw new InvalidTokenException(
          ReasonCode.WEAK_KEY, "the key " + Printable.text(keyId) + " " + entry.weakness().get());
    }
    requireSignature(algorithm.verify(entry.key(), token.signed(), token.signature()));
  }

  private KeySetSource published(SignedToken token) throws InvalidTokenException {
    return keySet.isPresent() ? keySet.get() : located.orElseThrow().of(token);
  }

  /** How many keys the provider publishes now; empty where that is not one set. */
  OptionalInt count() throws InvalidTokenException {
    return keySet.isPresent() ? OptionalInt.of(keySet.get().count()) : OptionalInt.empty();
  }

  static void verifyWithSecrets(
      CompactToken token, SignatureAlgorithm algorithm, List<String> secrets)
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
    return keySet
        .map(KeySetSource::generation)
        .or(() -> located.map(LocatedKeySets::generation))
        .orElse(0L);
  }

  @Override
  public void close() {
    keySet.ifPresent(KeySetSource::close);
    located.ifPresent(LocatedKeySets::close);
  }
}
