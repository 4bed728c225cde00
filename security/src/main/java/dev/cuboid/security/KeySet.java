package dev.cuboid.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usable public keys of a provider, by key id. Keys that cannot be used are passed over: one
 * that is unknown here must not disable the others.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, 5</a>
 */
record KeySet(Map<String, Entry> keys) {

  private static final int MAXIMUM_KEYS = 64;

  /**
   * @param key that verifies
   * @param algorithm that it is for, if the set says so
   * @param weakness why nothing that it verifies is believed
   */
  record Entry(PublicKey key, Optional<String> algorithm, Optional<String> weakness) {}

  KeySet {
    keys = Map.copyOf(keys);
  }

  /**
   * @throws ParseException where the document is no key set; the message is Cube's
   */
  static KeySet of(Map<String, @Nullable Object> document) throws ParseException {
    if (!(document.get("keys") instanceof List<?> list)) {
      throw new ParseException("Unable to find keys inside response from JWK_URL", 0);
    }
    Map<String, Entry> keys = new LinkedHashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Object item : list.subList(0, Math.min(list.size(), MAXIMUM_KEYS))) {
      if (item instanceof Map<?, ?> map && map.get("kid") instanceof String keyId) {
        usable(map)
            .ifPresent(
                entry -> {
                  Entry other = keys.putIfAbsent(keyId, entry);
                  if (other != null && !other.equals(entry)) {
                    ambiguous.add(keyId);
                  }
                });
      }
    }
    // Of two different keys with one id, nobody can say which one the provider means.
    keys.keySet().removeAll(ambiguous);
    return new KeySet(keys);
  }

  @SuppressWarnings("unchecked")
  private static Optional<Entry> usable(Map<?, ?> map) {
    try {
      JWK key = JWK.parse((Map<String, Object>) map);
      boolean forSignatures = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
      boolean mayVerify =
          key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
      if (!forSignatures || !mayVerify || !(key instanceof AsymmetricJWK asymmetric)) {
        return Optional.empty();
      }
      PublicKey publicKey = publicKey(asymmetric);
      Optional<String> algorithm = Optional.ofNullable(key.getAlgorithm()).map(Object::toString);
      return Optional.of(new Entry(publicKey, algorithm, KeyStrength.weakness(publicKey)));
    } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
      // A key of a type that is not known here; the other keys stay usable.
      return Optional.empty();
    }
  }

  private static PublicKey publicKey(AsymmetricJWK key)
      throws JOSEException, GeneralSecurityException {
    return key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)
        ? Ed25519Keys.publicKey(pair.getDecodedX())
        : key.toPublicKey();
  }

  Optional<Entry> find(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }
}
