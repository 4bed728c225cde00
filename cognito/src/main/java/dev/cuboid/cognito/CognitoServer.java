package dev.cuboid.cognito;

import dev.cuboid.cognito.http.WebHandler;
import dev.cuboid.cognito.http.WebListener;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.Seeder;
import dev.cuboid.cognito.token.IssuerNames;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A running local Amazon Cognito: user pools with their JSON API, hosted pages, OAuth 2.0 and
 * OpenID Connect endpoints. It is a development tool: signatures of AWS requests are accepted
 * unchecked, and messages go to an outbox. Thread-safe.
 */
public final class CognitoServer implements AutoCloseable {

  /** A pool of the options as it is now. */
  private record Seeded(UserPool pool, List<String> clientIds) {}

  private final CognitoEngine engine;
  private final WebListener listener;
  private final IssuerNames issuers;
  private final List<Seeded> seeded;

  private CognitoServer(
      CognitoEngine engine, WebListener listener, IssuerNames issuers, List<Seeded> seeded) {
    this.engine = engine;
    this.listener = listener;
    this.issuers = issuers;
    this.seeded = List.copyOf(seeded);
  }

  /**
   * Starts the server; when this returns, it answers.
   *
   * @throws IOException when the port or the state directory cannot be had; the message says which
   */
  public static CognitoServer start(CognitoOptions options) throws IOException {
    CognitoEngine engine = CognitoEngine.open(options);
    try {
      List<Seeded> seeded = seed(engine, options.pools());
      boolean loopbackOnly = WebListener.isLoopback(options.host());
      WebListener listener =
          WebListener.start(
              options.host(),
              options.port(),
              Optional.empty(),
              port -> handler(engine, options, port, loopbackOnly));
      return new CognitoServer(engine, listener, issuers(options, listener.port()), seeded);
    } catch (IOException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** The address of the server: of the JSON API, and the beginning of all others. */
  public URI uri() {
    return issuers.base();
  }

  /**
   * The id of the first pool of the options.
   *
   * @throws IllegalStateException when the options have no pool
   */
  public String poolId() {
    return first().pool().id();
  }

  /**
   * The id of the first client of the first pool of the options.
   *
   * @throws IllegalStateException when the options have no pool, or their first pool no client
   */
  public String clientId() {
    List<String> ids = first().clientIds();
    if (ids.isEmpty()) {
      throw new IllegalStateException("the options have no app client");
    }
    return ids.getFirst();
  }

  /** The name under which the first pool of the options issues tokens. */
  public String issuer() {
    return issuers.issuer(first().pool());
  }

  /** Where the public keys of the first pool of the options are. */
  public URI keySetUri() {
    return URI.create(issuers.base() + "/" + poolId() + "/.well-known/jwks.json");
  }

  /** Gives every pool two new signing keys; tokens that the old ones signed stay valid. */
  public void rotateKeys() {
    engine.pools().pools().forEach(engine.keys()::rotate);
  }

  @Override
  public void close() {
    listener.close();
    engine.close();
  }

  private static List<Seeded> seed(CognitoEngine engine, List<PoolSeed> seeds) {
    Seeder seeder = engine.seeder();
    List<Seeded> seeded = new ArrayList<>();
    for (PoolSeed seed : seeds) {
      List<String> clientIds = seeder.seed(seed);
      UserPool pool = engine.pools().pool(seed.id());
      engine.keys().prepare(pool);
      seeded.add(new Seeded(pool, clientIds));
    }
    return seeded;
  }

  private static WebHandler handler(
      CognitoEngine engine, CognitoOptions options, int port, boolean loopbackOnly) {
    return engine.handler(issuers(options, port), loopbackOnly);
  }

  private static IssuerNames issuers(CognitoOptions options, int port) {
    boolean anyAddress = options.host().equals("0.0.0.0") || options.host().equals("::");
    String host = anyAddress ? "localhost" : options.host();
    String inUri = host.contains(":") ? "[" + host + "]" : host;
    return new IssuerNames(
        URI.create("http://" + inUri + ":" + port), options.issuerForm() == IssuerForm.AWS);
  }

  private Seeded first() {
    if (seeded.isEmpty()) {
      throw new IllegalStateException("the options have no pool");
    }
    return seeded.getFirst();
  }
}
