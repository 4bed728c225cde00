package dev.cuboid.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.security.AuthenticationConfig;
import dev.cuboid.security.KeySource;
import dev.cuboid.security.TokenIssuer;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.hooks.ProjectHooks;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {

  @Test
  void oneVariableTrustsACognitoUserPool() {
    AuthenticationConfig config =
        read(Map.of("NODE_ENV", "production", "CUBOID_COGNITO_USER_POOL", "eu-west-1_AbC123"));

    assertThat(config.developmentMode()).isFalse();
    assertThat(config.tokenIssuers())
        .containsExactly(TokenIssuer.cognito("eu-west-1_AbC123", List.of()));
    assertThat(config.tokenIssuers().getFirst().keys())
        .isEqualTo(
            new KeySource.PublishedKeys(
                URI.create(
                    "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123/.well-known/jwks.json")));
  }

  @Test
  void clientsKindsNamespaceAndOutageHoldForTheUserPool() {
    TokenIssuer issuer =
        read(Map.of(
                "CUBOID_COGNITO_USER_POOL", "eu-west-1_AbC123",
                "CUBOID_COGNITO_CLIENT_ID", "client1,client2",
                "CUBOID_COGNITO_TOKEN_USE", "access",
                "CUBEJS_JWT_CLAIMS_NAMESPACE", "https://example.com/",
                "CUBOID_JWK_STALE", "5m"))
            .tokenIssuers()
            .getFirst();

    assertThat(issuer.audiences()).containsExactly("client1", "client2");
    assertThat(issuer.tokenUses()).containsExactly("access");
    assertThat(issuer.claimsNamespace()).contains("https://example.com/");
    assertThat(issuer.namespaceOptional()).isFalse();
    assertThat(issuer.staleKeys()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void anOpenIdProviderIsTrustedBesideTheUserPool() {
    AuthenticationConfig config =
        read(
            Map.of(
                "CUBOID_COGNITO_USER_POOL", "eu-west-1_AbC123",
                "CUBOID_OIDC_ISSUER", "https://login.example.com/realm",
                "CUBOID_OIDC_AUDIENCE", "reports",
                "CUBEJS_API_SECRET", "a secret that must not open what providers guard"));

    assertThat(config.tokenIssuers())
        .extracting(TokenIssuer::issuers)
        .containsExactly(
            List.of("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123"),
            List.of("https://login.example.com/realm"));
  }

  @Test
  void furtherIssuersHaveRulesOfTheirOwn() {
    AuthenticationConfig config =
        read(
            Map.of(
                "CUBEJS_JWT_CLAIMS_NAMESPACE",
                "https://example.com/",
                "CUBOID_JWT_PROVIDERS",
                """
                [{"userPool": "eu-west-1_AbC123", "clientId": ["web", "mobile"], "tokenUse": "id"},
                 {"issuer": "https://a.example/", "audience": "api", "claimsNamespace": "claims",
                  "groupsClaim": "roles"},
                 {"issuer": "https://b.example", "audience": "api", "algorithms": ["ES256"],
                  "jwkUrl": "https://b.example/keys"}]
                """));

    List<String> clients = List.of("web", "mobile");
    List<String> api = List.of("api");
    assertThat(config.tokenIssuers())
        .containsExactly(
            TokenIssuer.cognito("eu-west-1_AbC123", clients)
                .withTokenUses(List.of("id"))
                .withClaimsNamespace("https://example.com/", false),
            TokenIssuer.openId("https://a.example/", api)
                .withGroupsClaim("roles")
                .withClaimsNamespace("claims", false),
            TokenIssuer.openId("https://b.example", api)
                .withAlgorithms(List.of("ES256"))
                .withKeys(new KeySource.PublishedKeys(URI.create("https://b.example/keys")))
                .withClaimsNamespace("https://example.com/", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | it must be a JSON list of objects
          [{ | it must be a JSON list of objects
          ["https://a.example"] | each entry must be an object
          [{"audience": "api"}] | each entry must have "issuer" or "userPool"
          [{"issuer": "https://a.example"}] | "audience" is required with https://a.example: tokens for other applications must not be taken
          [{"issuer": "a", "audience": "api"}] | "issuer" must be an address that begins with https://: a
          [{"issuer": "https://a.example", "audience": []}] | "audience" must be a text, or a list of texts
          [{"issuer": "https://a.example", "audiance": "api"}] | "audiance" is not one of algorithms, audience, claimsNamespace, groupsClaim, issuer, jwkUrl
          [{"userPool": "eu-west-1_AbC123", "audience": "api"}] | "audience" cannot stand beside userPool
          [{"userPool": "eu-west-1_AbC123", "tokenUse": "refresh"}] | "tokenUse" must be id or access
          """)
  void aRuleThatIsNotUnderstoodIsRefused(String json, String message) {
    assertThatThrownBy(() -> read(Map.of("CUBOID_JWT_PROVIDERS", json)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("CUBOID_JWT_PROVIDERS: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CUBOID_COGNITO_USER_POOL | my-pool | CUBOID_COGNITO_USER_POOL: "my-pool" is no id of a user pool: expected region and id, such as us-east-1_AbC123 (not the pool's name or ARN)
          CUBEJS_JWK_URL | keys.json | Value "keys.json" is not valid for CUBEJS_JWK_URL. Must be an address that begins with https://.
          CUBOID_OIDC_ISSUER | https://login.example.com | CUBOID_OIDC_AUDIENCE is required with CUBOID_OIDC_ISSUER: a provider's tokens for other applications must not be taken
          """)
  void whatCannotBeTrustedIsSaidAtTheStart(String name, String value, String message) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void productionNeedsAWayToVerifyTokens() {
    assertThatThrownBy(() -> read(Map.of("NODE_ENV", "production")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("CUBEJS_API_SECRET");
    assertThat(read(Map.of()).developmentMode()).isTrue();
  }

  @Test
  void thePlaygroundsSecretHoldsInDevelopmentModeOnly() {
    Map<String, String> production =
        Map.of("NODE_ENV", "production", "CUBEJS_API_SECRET", "a secret of at least 32 bytes ok");

    assertThat(read(production).playgroundSecret()).isEmpty();
    assertThat(read(Map.of()).playgroundSecret()).contains("the playground's own");
  }

  private static AuthenticationConfig read(Map<String, String> variables) {
    return SignIn.config(
        Environment.of(variables), () -> Optional.of("the playground's own"), ProjectHooks.none());
  }
}
