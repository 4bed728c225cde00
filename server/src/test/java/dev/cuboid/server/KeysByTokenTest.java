package dev.cuboid.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function of {@code cube.js} names the keys by which each token must be signed. */
class KeysByTokenTest {

  private static final String CUBE_JS =
      """
      const keys = {
        'https://north.example': process.env.NORTH_KEYS,
        'https://south.example': process.env.SOUTH_KEYS,
      };
      module.exports = {
        jwt: {
          jwkUrl: async ({ iss }) => {
            if (iss === 'https://broken.example') throw new Error('broken');
            return keys[iss];
          },
          audience: process.env.CLIENT,
        },
      };
      """;

  @TempDir private static Path folder;
  private static TestIssuer north;
  private static TestIssuer south;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    north = TestIssuer.start();
    south = TestIssuer.start();
    server =
        TestProject.empty(folder)
            .file("model/orders.yml", "cubes: [{ name: orders, sql_table: orders }]")
            .file("cube.js", CUBE_JS)
            .database()
            .with("NODE_ENV", "production")
            .with("NORTH_KEYS", north.keysAddress())
            .with("SOUTH_KEYS", south.keysAddress())
            .with("CLIENT", TestIssuer.CLIENT)
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
    north.close();
    south.close();
  }

  @Test
  void eachIssuersTokensAreCheckedByItsOwnKeys() {
    assertThat(status(north, "https://north.example")).isEqualTo(200);
    assertThat(status(south, "https://south.example")).isEqualTo(200);
  }

  @Test
  void noIssuerSignsForAnother() {
    assertThat(status(north, "https://south.example")).isEqualTo(403);
    assertThat(status(south, "https://north.example")).isEqualTo(403);
  }

  @Test
  void aTokenForWhichTheFunctionNamesNoKeysIsRefused() {
    assertThat(status(north, "https://elsewhere.example")).isEqualTo(403);
    assertThat(status(north, "https://broken.example")).isEqualTo(403);
  }

  private static int status(TestIssuer signer, String issuer) {
    Map<String, Object> claims = TestIssuer.claims(Map.of());
    claims.put("iss", issuer);
    return server.get("/cubejs-api/v1/meta", "Authorization", signer.token(claims)).statusCode();
  }
}
