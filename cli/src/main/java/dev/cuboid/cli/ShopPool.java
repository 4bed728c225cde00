package dev.cuboid.cli;

import dev.cuboid.cognito.seed.ClientSeed;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.UserSeed;
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
   * @param playground the address of the Playground, which may sign in
   */
  static PoolSeed seed(String playground) {
    ClientSeed client =
        ClientSeed.publicClient(
                "playground",
                List.of(
                    playground + "/",
                    "http://localhost:" + TokenLoginCommand.PORT + "/callback",
                    "https://openidconnect.net/callback"),
                List.of(playground + "/"))
            .withId(CLIENT_ID);
    return PoolSeed.of(POOL_ID, "shop")
        .with(client)
        .with(user(USERS.get(0), "1"))
        .with(user(USERS.get(1), "2"));
  }

  private static UserSeed user(String email, String company) {
    return UserSeed.of(email, PASSWORD, Map.of("custom:company_id", company));
  }
}
