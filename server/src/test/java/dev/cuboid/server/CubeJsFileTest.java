package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.server.config.ConfigurationException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand in a project's {@code cube.js}, and what it settles. */
class CubeJsFileTest {

  private static final String TOTAL = "{\"measures\":[\"orders.total\"]}";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "module.exports = { foo: 1, checkAuth: 'x' } | Invalid cube-server-core options: \"foo\" is"
            + " not allowed. \"checkAuth\" must be of type function",
        "module.exports = { jwt: { kye: 'x' } } | Invalid cube-server-core options: \"jwt.kye\" is"
            + " not allowed",
        "module.exports = { jwt: { issuer: () => 1 } } | Invalid cube-server-core options:"
            + " \"jwt.issuer\" must be a string",
        "module.exports = { jwt: { issuer: ['a,b'] } } | Invalid cube-server-core options:"
            + " \"jwt.issuer\" must be an array of strings without commas",
        "module.exports = { compilerCacheSize: 0 } | Invalid cube-server-core options:"
            + " \"compilerCacheSize\" must be greater than or equal to 1",
        "module.exports = { driverFactory: {} } | Invalid cube-server-core options:"
            + " \"driverFactory\" must be of type function",
        "module.exports = { orchestratorOptions: { continueWaitTimeout: 91 } } | Invalid"
            + " cube-server-core options: \"orchestratorOptions.continueWaitTimeout\" must be less"
            + " than or equal to 90",
        "module.exports = { orchestratorOptions: { queryCacheOptions: { queueOptions: { x: 1 } } } }"
            + " | Invalid cube-server-core options:"
            + " \"orchestratorOptions.queryCacheOptions.queueOptions.x\" is not allowed",
        "export default 7 | Configuration file must export the configuration as default.",
        "require('fs') | cube.js cannot be loaded (cube.js:1): Error: Cannot find module 'fs'",
        "require('../secret') | cube.js cannot be loaded (cube.js:1): Error: Cannot find module"
            + " '../secret'",
      })
  void aFileThatCannotBeUsedStopsTheStart(String text, String message) {
    TestProject project = TestProject.shop(folder).file("cube.js", text);

    assertThatThrownBy(project::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"cube.py, cube.py is not supported", "cube.ts, cube.ts is no longer supported"})
  void aConfigurationInAnotherLanguageIsNotPassedOver(String name, String message) {
    TestProject project = TestProject.shop(folder).file(name, "");

    assertThatThrownBy(project::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("cube.js");
  }

  @Test
  void itsSettingsWinOverTheEnvironment() throws IOException {
    TestProject project =
        TestProject.empty(folder)
            .database()
            .file("schemas/shop.yml", TestProject.MODEL)
            .with("CUBEJS_BASE_PATH", "/of-the-environment")
            .file(
                "cube.js",
                """
                export default {
                  basePath: '/reports', schemaPath: 'schemas', telemetry: false,
                  jwt: {
                    audience: process.env.EXPECTED_AUDIENCE,
                    issuer: [process.env.CUBEJS_JWT_ISSUER],
                    algorithms: ['RS256'],
                  },
                };
                """);
    try (TestIssuer issuer = TestIssuer.start();
        TestServer server =
            issuer
                .trustedBy(project)
                .with("NODE_ENV", "production")
                .with("EXPECTED_AUDIENCE", TestIssuer.CLIENT)
                .with("CUBEJS_JWT_AUDIENCE", "somebody else")
                .start()) {
      HttpResponse<String> response =
          server.get(
              "/reports/v1/load?query=" + TestServer.encoded(TOTAL),
              "Authorization",
              issuer.tokenOf(2));

      assertThat(json(response).at("/data/0/orders.total").asString()).isEqualTo("100000");
      assertThat(server.load(TOTAL).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void itMayNameFurtherIssuers() throws IOException {
    TestProject project =
        TestProject.shop(folder)
            .file(
                "cube.js",
                """
                module.exports = {
                  jwt: {
                    issuer: 'https://old.example/',
                    audience: 'old',
                    providers: [{
                      issuer: process.env.NEW_ISSUER,
                      jwkUrl: process.env.CUBEJS_JWK_URL,
                      audience: [process.env.NEW_CLIENT],
                      algorithms: ['RS256'],
                    }],
                  },
                };
                """);
    try (TestIssuer issuer = TestIssuer.start();
        TestServer server =
            issuer
                .trustedBy(project)
                .with("NODE_ENV", "production")
                .with("NEW_ISSUER", TestIssuer.ISSUER)
                .with("NEW_CLIENT", TestIssuer.CLIENT)
                .start()) {
      HttpResponse<String> response = server.load(TOTAL, "Authorization", issuer.tokenOf(2));

      assertThat(json(response).at("/data/0/orders.total").asString()).isEqualTo("100000");
    }
  }

  @Test
  void itMayHoldTheSecretThatProductionNeeds() throws IOException {
    TestProject project =
        TestProject.shop(folder)
            .with("NODE_ENV", "production")
            .file(
                "cube.js", "module.exports = { apiSecret: 'a-secret-of-thirty-two-characters' };");

    try (TestServer server = project.start()) {
      assertThat(server.load(TOTAL).body())
          .isEqualTo("{\"error\":\"Authorization header isn't set\"}");
    }
  }

  @Test
  void developmentAnswersWithoutAContextAndTakesThePlaygroundsTokens() throws IOException {
    TestProject project =
        TestProject.shop(folder)
            .file(
                "cube.js",
                """
                module.exports = {
                  checkAuth: (req, auth) => {
                    if (auth && auth !== 'silent') throw new Error('unknown token');
                  },
                };
                """);

    try (TestServer server = project.start()) {
      HttpResponse<String> anonymous = server.load(TOTAL);
      String token =
          json(server.post("/playground/token", "{\"payload\":{\"company_id\":1}}"))
              .path("token")
              .asString();
      HttpResponse<String> signed = server.load(TOTAL, "Authorization", token);
      HttpResponse<String> other = server.load(TOTAL, "Authorization", "another");
      HttpResponse<String> silent = server.load(TOTAL, "Authorization", "silent");

      assertThat(json(anonymous).at("/data/0/orders.total").asString()).isEqualTo("201000");
      assertThat(json(signed).at("/data/0/orders.total").asString()).isEqualTo("101000");
      assertThat(other.body()).isEqualTo("{\"error\":\"Error: unknown token\"}");
      assertThat(silent.body()).isEqualTo("{\"error\":\"Invalid token\"}");
    }
  }
}
