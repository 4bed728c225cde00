package dev.cuboid.cognito;

import dev.cuboid.cognito.seed.ClientSeed;
import dev.cuboid.cognito.seed.GroupSeed;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.UserSeed;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A server with one pool, a public client, a confidential client and two users. */
final class TestPool implements AutoCloseable {

  static final String POOL_ID = "us-east-1_Local0001";
  static final String CALLBACK = "http://localhost:4000/";
  static final String PASSWORD = "Passw0rd!";
  static final String ANN = "ann@company1.example";
  static final String BOB = "bob@company2.example";
  static final String SECRET = "a-secret-that-only-the-backend-knows-0123456789";

  final CognitoServer server;
  final MutableClock clock;

  private TestPool(CognitoServer server, MutableClock clock) {
    this.server = server;
    this.clock = clock;
  }

  static TestPool start() {
    return start(options -> options);
  }

  static TestPool start(UnaryOperator<CognitoOptions.Builder> configure) {
    MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    CognitoOptions.Builder options = CognitoOptions.builder().port(0).clock(clock).pool(seed());
    try {
      return new TestPool(CognitoServer.start(configure.apply(options).build()), clock);
    } catch (IOException e) {
      throw new AssertionError("the server does not start", e);
    }
  }

  static PoolSeed seed() {
    return PoolSeed.inRegion("us-east-1", "shop")
        .with(ClientSeed.publicClient("web", List.of(CALLBACK), List.of(CALLBACK)))
        .with(
            ClientSeed.publicClient("backend", List.of(CALLBACK), List.of())
                .withId("backend0000000000000000000")
                .withSecret(SECRET))
        .with(new GroupSeed("analysts", Optional.empty(), Optional.of(1), Optional.empty()))
        .with(
            new UserSeed(
                ANN, PASSWORD, Map.of("custom:company_id", "company1"), List.of("analysts")))
        .with(UserSeed.of(BOB, PASSWORD, Map.of("custom:company_id", "company2")));
  }

  Api api() {
    return new Api(server.uri());
  }

  Browser browser() {
    return new Browser(server);
  }

  @Override
  public void close() {
    server.close();
  }
}
