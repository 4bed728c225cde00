package dev.cuboid.cognito;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.message.Outbox;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.seed.Seeder;
import dev.cuboid.cognito.signin.Passwords;
import dev.cuboid.cognito.store.Database;
import dev.cuboid.cognito.token.KeyRing;
import dev.cuboid.cognito.token.TokenSessions;
import dev.cuboid.cognito.trigger.TriggerFunctions;
import dev.cuboid.cognito.trigger.Triggers;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a server keeps, whatever its address: the database and all that lives in it. */
final class CognitoState implements AutoCloseable {

  private final CognitoOptions options;
  private final Database database;
  private final ExecutorService background;
  private final TriggerFunctions functions;
  private final Triggers triggers;
  private final Identifiers identifiers;
  private final PoolDirectory pools;
  private final UserDirectory users;
  private final KeyRing keys;
  private final TokenSessions sessions;
  private final Passwords passwords;
  private final Outbox outbox;

  private CognitoState(CognitoOptions options, Database database) {
    InstantSource clock = options.clock();
    this.options = options;
    this.database = database;
    this.background = Executors.newVirtualThreadPerTaskExecutor();
    this.functions = new TriggerFunctions(options.triggers(), clock);
    this.triggers = new Triggers(functions);
    this.identifiers = new Identifiers(options.random());
    this.pools = new PoolDirectory(database);
    this.users = new UserDirectory(database, clock);
    this.keys = new KeyRing(database, options.random(), background);
    this.sessions = new TokenSessions(database, identifiers, clock);
    this.passwords = new Passwords(users, options.random(), clock);
    this.outbox = new Outbox(database);
  }

  /**
   * Opens the state.
   *
   * @throws IOException when the state directory cannot be used
   */
  static CognitoState open(CognitoOptions options) throws IOException {
    if (options.fresh() && options.stateDirectory().isPresent()) {
      Database.delete(options.stateDirectory().get());
    }
    Database database =
        options.stateDirectory().isPresent()
            ? Database.open(options.stateDirectory().get())
            : Database.inMemory();
    CognitoState engine = new CognitoState(options, database);
    engine.background.execute(engine.functions::prepare);
    return engine;
  }

  Seeder seeder() {
    return new Seeder(database, pools, users, passwords, identifiers, options.clock());
  }

  CognitoOptions options() {
    return options;
  }

  PoolDirectory pools() {
    return pools;
  }

  UserDirectory users() {
    return users;
  }

  KeyRing keys() {
    return keys;
  }

  TokenSessions sessions() {
    return sessions;
  }

  Passwords passwords() {
    return passwords;
  }

  Outbox outbox() {
    return outbox;
  }

  Triggers triggers() {
    return triggers;
  }

  Identifiers identifiers() {
    return identifiers;
  }

  @Override
  public void close() {
    background.close();
    functions.close();
    database.close();
  }
}
