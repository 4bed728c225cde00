package dev.cuboid.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   */
  record Entry(PublicKey key, Optional<String> algorithm) {}

  KeySet {
    keys = Map.copyOf(keys);
  }

  /**
   * @throws ParseException where the text is no key set; the message is Cube's
   */
  static KeySet parse(String json) throws ParseException {
    Map<String, Object> document = JSONObjectUtils.parse(json);
    if (!(document.get("keys") instanceof List<?> list)) {
      throw new ParseException("Unable to find keys inside response from JWK_URL", 0);
    }
    Map<String, Entry> keys = new LinkedHashMap<>();
    for (Object item : list.subList(0, Math.min(list.size(), MAXIMUM_KEYS))) {
      if (item instanceof Map<?, ?> map) {
        add(map, keys);
      }
    }
    return new KeySet(keys);
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<?, ?> map, Map<String, Entry> keys) {
    try {
      JWK key = JWK.parse((Map<String, Object>) map);
      boolean forSignatures = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
      boolean mayVerify =
          key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
      if (key.getKeyID() != null
          && forSignatures
          && mayVerify
          && key instanceof AsymmetricJWK asymmetric) {
        keys.put(
            key.getKeyID(),
            new Entry(
                asymmetric.toPublicKey(),
                Optional.ofNullable(key.getAlgorithm()).map(Object::toString)));
      }
    } catch (ParseException | JOSEException | RuntimeException e) {
      // A key of a type that is not known here; the other keys stay usable.
    }
  }

  Optional<Entry> find(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }
}
