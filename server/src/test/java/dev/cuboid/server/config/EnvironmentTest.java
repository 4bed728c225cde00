package dev.cuboid.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

  @Test
  void theEnvironmentWinsOverTheProjectsFile(@TempDir Path project) throws IOException {
    Files.writeString(project.resolve(".env"), "PORT=5000\nCUBEJS_BASE_PATH=/api\n");

    Environment environment = Environment.load(project, Map.of("PORT", "6000"));

    assertThat(environment.get(Settings.PORT)).isEqualTo(6000);
    assertThat(environment.get(Settings.BASE_PATH)).isEqualTo("/api");
    assertThat(environment.variables())
        .isEqualTo(Map.of("PORT", "6000", "CUBEJS_BASE_PATH", "/api"));
  }

  @Test
  void anEmptyTextCountsAsNotSet() {
    Environment environment = Environment.of(Map.of("PORT", "", "CUBEJS_JWK_URL", ""));

    assertThat(environment.get(Settings.PORT)).isEqualTo(4000);
    assertThat(environment.find(Settings.JWK_URL)).isEmpty();
    assertThat(environment.isSet(Settings.JWK_URL)).isFalse();
  }

  @Test
  void valuesAreReadInTheirForms() {
    Environment environment =
        Environment.of(
            Map.of(
                "CUBEJS_JWT_ALGS", "RS256, ES256,,RS256",
                "CUBEJS_DB_QUERY_TIMEOUT", "5m",
                "CUBOID_JWK_STALE", "90",
                "CUBEJS_MAX_REQUEST_SIZE", "10MB",
                "CUBOID_SECURITY_CONTEXT", "lenient",
                "CUBOID_COGNITO_TOKEN_USE", "id,access"));

    assertThat(environment.get(Settings.JWT_ALGORITHMS)).containsExactly("RS256", "ES256");
    assertThat(environment.get(DatabaseSettings.QUERY_TIMEOUT)).isEqualTo(Duration.ofMinutes(5));
    assertThat(environment.get(Settings.JWK_STALE)).isEqualTo(Duration.ofSeconds(90));
    assertThat(environment.get(Settings.MAX_REQUEST_SIZE)).isEqualTo(10L * 1024 * 1024);
    assertThat(environment.get(Settings.SECURITY_CONTEXT_LENIENT)).isTrue();
    assertThat(environment.get(Settings.COGNITO_TOKEN_USES)).containsExactly("id", "access");
  }

  @Test
  void aDataSourceHasVariablesOfItsOwnForItsDatabaseOnly() {
    Environment environment =
        Environment.of(
                Map.of(
                    "PORT", "5000",
                    "CUBEJS_DB_HOST", "first",
                    "CUBEJS_DB_NAME", "shop",
                    "CUBEJS_DS_CRM_DB_HOST", "second",
                    "CUBEJS_DS_CRM_DB_PORT", "many"))
            .forDataSource("crm");

    assertThat(environment.get(Settings.PORT)).isEqualTo(5000);
    assertThat(environment.get(DatabaseSettings.HOST)).isEqualTo("second");
    assertThat(environment.find(DatabaseSettings.NAME)).isEmpty();
    assertThatThrownBy(() -> environment.get(DatabaseSettings.PORT))
        .hasMessage("Value \"many\" is not valid for CUBEJS_DS_CRM_DB_PORT. Must be a port.");
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, 70000",
    "PORT, four",
    "CUBEJS_DB_SSL, yes",
    "CUBEJS_CONCURRENCY, 0",
    "CUBEJS_DB_QUERY_TIMEOUT, soon",
    "CUBEJS_MAX_REQUEST_SIZE, much",
    "CUBEJS_DEFAULT_TIMEZONE, Mars/Olympus",
    "CUBOID_JWT_NAMESPACE, maybe",
    "CUBOID_SECURITY_CONTEXT, none",
    "CUBOID_COGNITO_TOKEN_USE, refresh"
  })
  void aBadValueIsNamedWithWhatIsExpected(String name, String value) {
    Setting<?> setting =
        Settings.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();

    assertThatThrownBy(() -> Environment.of(Map.of(name, value)).find(setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Value \"%s\" is not valid for %s. Must be %s.".formatted(value, name, setting.form()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "development, '', true",
    "production, '', false",
    "production, false, false",
    "production, true, true"
  })
  void onlyProductionIsNoDevelopmentMode(String nodeEnv, String devMode, boolean development) {
    Environment environment =
        Environment.of(Map.of("NODE_ENV", nodeEnv, "CUBEJS_DEV_MODE", devMode));

    assertThat(environment.isDevelopmentMode()).isEqualTo(development);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', -1",
    "true, '', 30",
    "true, 5s, 5",
    "true, false, 30",
    "false, 5s, -1",
    "'', true, 30",
    "'', false, -1",
    "'', 1m, 60",
    "'', 0, -1"
  })
  void theRefreshWorkerIsSwitchedOnInCubesTwoWays(String worker, String timer, int seconds) {
    Environment environment =
        Environment.of(
            Map.of("CUBEJS_REFRESH_WORKER", worker, "CUBEJS_SCHEDULED_REFRESH_TIMER", timer));

    assertThat(QuerySettings.refreshInterval(environment).map(Duration::toSeconds).orElse(-1L))
        .isEqualTo(seconds);
  }

  @Test
  void aMistypedNameIsSaidWithTheNearestOne() {
    Environment environment =
        Environment.of(
            Map.of(
                "CUBOID_JWT_NAMESPACES", "optional",
                "CUBOID_SOMETHING_ELSE", "1",
                "CUBEJS_JWT_AUDIANCE", "client",
                "CUBEJS_CUBESTORE_HOST", "localhost",
                "CUBOID_HOME", "/opt/cuboid",
                "CUBOID_HOST", "localhost",
                "PATH", "/bin"));

    assertThat(environment.unknownVariables())
        .extracting(UnknownVariable::line, UnknownVariable::isMistake)
        .containsExactly(
            tuple("CUBEJS_CUBESTORE_HOST is not a setting", false),
            tuple("CUBEJS_JWT_AUDIANCE is not a setting; did you mean CUBEJS_JWT_AUDIENCE?", true),
            tuple(
                "CUBOID_JWT_NAMESPACES is not a setting; did you mean CUBOID_JWT_NAMESPACE?", true),
            tuple("CUBOID_SOMETHING_ELSE is not a setting", true));
  }
}
