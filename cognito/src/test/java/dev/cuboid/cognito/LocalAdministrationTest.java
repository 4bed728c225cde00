package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What AWS has no call for. */
class LocalAdministrationTest {

  private static final String USERS = "/_admin/users/" + TestPool.POOL_ID;

  private TestPool pool;

  @BeforeEach
  void start() {
    pool = TestPool.start();
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void keysAreRotatedOnDemand() {
    String before = keySet().get(0).path("kid").asString();
    assertThat(pool.browser().post("/_admin/keys/rotate", Map.of()).status()).isEqualTo(204);

    assertThat(keySet()).hasSize(4);
    assertThat(keySet().findValuesAsString("kid")).contains(before);
    assertThat(keySet().get(0).path("kid").asString()).isNotEqualTo(before);
  }

  @Test
  void usersMoveToAnotherServerWithTheirPasswords() {
    String users = pool.browser().get(USERS).body();
    assertThat(users.lines()).hasSize(2);
    assertThat(users).doesNotContain(TestPool.PASSWORD);
    pool.api()
        .succeed(
            "AdminDeleteUser", Map.of("UserPoolId", TestPool.POOL_ID, "Username", TestPool.ANN));

    assertThat(post(users).body()).isEqualTo("{\"added\":1}");
    assertThat(
            pool.api()
                .call(
                    "InitiateAuth",
                    Map.of(
                        "ClientId",
                        pool.server.clientId(),
                        "AuthFlow",
                        "USER_PASSWORD_AUTH",
                        "AuthParameters",
                        Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD)))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aLineThatIsNoUserIsNamed() {
    Browser.Page answer = post("\nnonsense\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith("line 1 is no user: ");
  }

  @Test
  void webPagesOfOtherHostsAreKeptOut() {
    assertThat(
            pool.browser()
                .post("/_admin/keys/rotate", Map.of(), Map.of("Origin", "http://evil.example"))
                .status())
        .isEqualTo(403);
  }

  private Browser.Page post(String lines) {
    return pool.browser()
        .send(
            HttpRequest.newBuilder(pool.server.uri().resolve(USERS))
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build());
  }

  private JsonNode keySet() {
    return Api.JSON
        .readTree(pool.browser().get(pool.server.keySetUri().getPath()).body())
        .path("keys");
  }
}
