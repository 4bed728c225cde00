package dev.cuboid.cognito.token;

import com.nimbusds.jose.jwk.RSAKey;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.store.Database;
import dev.cuboid.cognito.store.Table;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The signing keys of all pools. A pool has two: one signs ID tokens, the other access tokens.
 *
 * <p>Making a key takes a fifth of a second, so it happens in the background and whoever needs the
 * key first waits for it. A key is in the database before anybody sees it. Thread-safe.
 */
public final class KeyRing {

  private static final int KEY_BITS = 2048;
  private static final int KID_BYTES = 32;

  private final Database database;
  private final Table<SigningKey> keys;
  private final SecureRandom random;
  private final Executor executor;
  private final Map<String, Active> active = new ConcurrentHashMap<>();

  private record Active(
      CompletableFuture<SigningKey> identity, CompletableFuture<SigningKey> access) {

    CompletableFuture<SigningKey> of(TokenUse use) {
      return switch (use) {
        case ID -> identity;
        case ACCESS -> access;
      };
    }
  }

  /**
   * The keys in this database.
   *
   * @param executor makes keys in the background
   */
  public KeyRing(Database database, SecureRandom random, Executor executor) {
    this.database = database;
    this.keys = database.table("keys", SigningKey.class);
    this.random = random;
    this.executor = executor;
  }

  /** Begins to make the keys of a pool that has none yet. */
  public void prepare(UserPool pool) {
    active(pool);
  }

  /** The published key set (RFC 7517) in Cognito's order of members, active keys first. */
  public ObjectNode publicKeys(UserPool pool) {
    for (TokenUse use : TokenUse.values()) {
      signingKey(pool, use);
    }
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("keys");
    keys.below(pool.id())
        .sorted(Comparator.comparing(key -> key.retired()))
        .forEach(
            key -> {
              RSAKey jwk = key.key();
              list.addObject()
                  .put("alg", "RS256")
                  .put("e", jwk.getPublicExponent().toString())
                  .put("kid", key.kid())
                  .put("kty", "RSA")
                  .put("n", jwk.getModulus().toString())
                  .put("use", "sig");
            });
    return document;
  }

  /** Makes two new keys that sign from now on; the old ones stay in the published set. */
  public void rotate(UserPool pool) {
    SigningKey identity = generate(pool, TokenUse.ID);
    SigningKey access = generate(pool, TokenUse.ACCESS);
    database.write(
        () -> {
          keys.below(pool.id())
              .filter(key -> !key.retired())
              .toList()
              .forEach(key -> put(key.asRetired()));
          put(identity);
          put(access);
        });
    active.put(
        pool.id(),
        new Active(
            CompletableFuture.completedFuture(identity),
            CompletableFuture.completedFuture(access)));
  }

  /** Forgets the keys of a pool that is no more. */
  public void remove(UserPool pool) {
    active.remove(pool.id());
    database.write(
        () ->
            keys.below(pool.id())
                .toList()
                .forEach(key -> keys.remove(Table.key(pool.id(), key.kid()))));
  }

  SigningKey signingKey(UserPool pool, TokenUse use) {
    return active(pool).of(use).join();
  }

  Optional<SigningKey> find(UserPool pool, String kid) {
    return keys.get(Table.key(pool.id(), kid));
  }

  private Active active(UserPool pool) {
    return active.computeIfAbsent(
        pool.id(), id -> new Active(stored(pool, TokenUse.ID), stored(pool, TokenUse.ACCESS)));
  }

  private CompletableFuture<SigningKey> stored(UserPool pool, TokenUse use) {
    List<SigningKey> found =
        keys.below(pool.id()).filter(key -> key.use() == use && !key.retired()).toList();
    if (!found.isEmpty()) {
      return CompletableFuture.completedFuture(found.getFirst());
    }
    return CompletableFuture.supplyAsync(
        () -> {
          SigningKey made = generate(pool, use);
          database.write(() -> put(made));
          return made;
        },
        executor);
  }

  private void put(SigningKey key) {
    keys.put(Table.key(key.userPoolId(), key.kid()), key);
  }

  private SigningKey generate(UserPool pool, TokenUse use) {
    byte[] kidBytes = new byte[KID_BYTES];
    random.nextBytes(kidBytes);
    String kid = Base64.getEncoder().encodeToString(kidBytes);
    KeyPair pair = keyPair();
    RSAKey jwk =
        new RSAKey.Builder((RSAPublicKey) pair.getPublic())
            .privateKey((RSAPrivateKey) pair.getPrivate())
            .keyID(kid)
            .build();
    return new SigningKey(pool.id(), kid, use, jwk.toJSONString(), false);
  }

  private KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS, random);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }
}
