package dev.cuboid.cognito;

import dev.cuboid.cognito.http.WebListener;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.Seeder;
import dev.cuboid.cognito.seed.UserSeed;
import dev.cuboid.cognito.tls.LocalCertificates;
import dev.cuboid.cognito.token.IssuerNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running local Amazon Cognito: user pools with their JSON API, hosted pages, OAuth 2.0 and
 * OpenID Connect endpoints. It is a development tool: signatures of AWS requests are accepted
 * unchecked, and messages go to an outbox. Thread-safe.
 */
public final class CognitoServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CognitoServer.class);

  /** A pool of the options as it is now. */
  private record Seeded(UserPool pool, List<String> clientIds) {}

  /** The state, with the pools of the options in it. */
  private record Stored(CognitoState state, List<Seeded> seeded) {

    static Stored open(CognitoOptions options) throws IOException {
      CognitoState state = CognitoState.open(options);
      try {
        return new Stored(state, seed(state, options.pools()));
      } catch (RuntimeException e) {
        state.close();
        throw e;
      }
    }
  }

  private final CognitoState state;
  private final CognitoServices services;
  private final List<WebListener> listeners;
  private final IssuerNames issuers;
  private final List<Seeded> seeded;

  private CognitoServer(
      CognitoState state,
      CognitoServices services,
      List<WebListener> listeners,
      IssuerNames issuers,
      List<Seeded> seeded) {
    this.state = state;
    this.services = services;
    this.listeners = List.copyOf(listeners);
    this.issuers = issuers;
    this.seeded = List.copyOf(seeded);
  }

  /**
   * Starts the server; when this returns, it answers.
   *
   * @throws IOException when the port or the state directory cannot be had; the message says which
   */
  public static CognitoServer start(CognitoOptions options) throws IOException {
    // A JVM that starts its first server loads the classes of both at once.
    FutureTask<Stored> opening = new FutureTask<>(() -> Stored.open(options));
    Thread.ofPlatform().name("cognito-state").daemon().start(opening);
    List<WebListener> listeners = new ArrayList<>();
    try {
      WebListener plain = WebListener.open(options.host(), options.port(), Optional.empty());
      listeners.add(plain);
      if (options.tlsPort().isPresent()) {
        listeners.add(encrypted(options, options.tlsPort().get()));
      }
      Stored stored = result(opening);
      IssuerNames issuers = issuers(options, plain.port());
      boolean loopbackOnly = WebListener.isLoopback(options.host());
      CognitoServices services = new CognitoServices(stored.state(), issuers, loopbackOnly);
      for (WebListener listener : listeners) {
        listener.start(services.routes());
      }
      stored.seeded().forEach(seeded -> stored.state().keys().prepare(seeded.pool()));
      log.info(
          "local Cognito user pools at {}, for development only: signatures of AWS requests are"
              + " accepted unchecked, and messages go to {}/_outbox",
          issuers.base(),
          issuers.base());
      return new CognitoServer(stored.state(), services, listeners, issuers, stored.seeded());
    } catch (IOException | RuntimeException e) {
      listeners.forEach(WebListener::close);
      closeWhenOpen(opening);
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

  /** Adds a user to the first pool of the options; one who is there already stays as they are. */
  void addUser(UserSeed user) {
    PoolSeed pool =
        new PoolSeed(
            poolId(), first().pool().name(), Optional.empty(), List.of(), List.of(), List.of(user));
    state.seeder().seed(pool);
  }

  /** Signs a user in to the first client of the first pool of the options. */
  CognitoUserPool.Tokens signIn(String username, String password) {
    return services.signIn(clientId(), username, password);
  }

  /**
   * The address of the encrypted listener, for clients that insist on HTTPS; it serves what {@link
   * #uri()} serves. Nothing when the options ask for none.
   */
  public Optional<URI> encryptedUri() {
    return listeners.size() < 2
        ? Optional.empty()
        : Optional.of(URI.create("https://localhost:" + listeners.getLast().port()));
  }

  /** Gives every pool two new signing keys; tokens that the old ones signed stay valid. */
  public void rotateKeys() {
    state.pools().pools().forEach(state.keys()::rotate);
  }

  @Override
  public void close() {
    listeners.forEach(WebListener::close);
    state.close();
  }

  private static WebListener encrypted(CognitoOptions options, int port) throws IOException {
    Path directory = options.stateDirectory().orElseThrow().resolve("tls");
    LocalCertificates certificates = LocalCertificates.in(directory);
    log.info("whoever uses the encrypted listener must trust {}", certificates.authority());
    return WebListener.open(options.host(), port, Optional.of(certificates.contextFactory()));
  }

  private static void closeWhenOpen(FutureTask<Stored> opening) {
    try {
      result(opening).state().close();
    } catch (IOException | RuntimeException neverOpened) {
      log.debug("the state was not opened", neverOpened);
    }
  }

  private static <T> T result(FutureTask<T> task) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // What is being opened must be known, or it could not be closed.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw cause instanceof IOException failure ? failure : new IOException(cause);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<Seeded> seed(CognitoState state, List<PoolSeed> seeds) {
    Seeder seeder = state.seeder();
    List<Seeded> seeded = new ArrayList<>();
    for (PoolSeed seed : seeds) {
      List<String> clientIds = seeder.seed(seed);
      UserPool pool = state.pools().pool(seed.id());
      seeded.add(new Seeded(pool, clientIds));
    }
    return seeded;
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
