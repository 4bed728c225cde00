package dev.cuboid.cli;

import dev.cuboid.cognito.CognitoOptions;
import dev.cuboid.cognito.CognitoServer;
import dev.cuboid.cognito.seed.ClientSeed;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.UserSeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The user pool of the shop: one app client, and two users of different companies. */
final class ShopPool {

  static final String POOL_ID = "us-east-1_ShopDemo1";
  static final String CLIENT_ID = "shopdemoclient000000000001";
  static final String PASSWORD = "Passw0rd!";
  static final List<String> USERS = List.of("ann@company1.example", "bob@company2.example");

  private ShopPool() {}

  /**
   * @param state where pool, users and keys are kept
   * @param triggers the folder of the trigger handlers
   * @param playground the address of the Playground, which may sign in
   */
  static CognitoServer start(
      String host, int port, Path state, Path triggers, String playground, boolean strict)
      throws IOException {
    ClientSeed client =
        ClientSeed.publicClient(
                "playground",
                List.of(
                    playground + "/",
                    "http://localhost:" + TokenLoginCommand.PORT + "/callback",
                    "https://openidconnect.net/callback"),
                List.of(playground + "/"))
            .withId(CLIENT_ID);
    PoolSeed pool =
        PoolSeed.of(POOL_ID, "shop")
            .with(client)
            .with(user(USERS.get(0), "1"))
            .with(user(USERS.get(1), "2"));
    return CognitoServer.start(
        CognitoOptions.builder()
            .host(host)
            .port(port)
            .stateDirectory(state)
            .pool(pool)
            .triggers(triggers)
            .strict(strict)
            .build());
  }

  private static UserSeed user(String email, String company) {
    return UserSeed.of(email, PASSWORD, Map.of("custom:company_id", company));
  }
}
