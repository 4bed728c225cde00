package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The decoder of Spring Security's resource server, configured by key set and issuer. */
class SpringSecurityTest {

  @Test
  void aResourceServerTakesThePoolsTokensAndNoOthers() {
    try (CognitoUserPool pool = CognitoUserPool.start();
        CognitoUserPool other = CognitoUserPool.start()) {
      pool.addUser("ann@example.com", "Passw0rd!", Map.of());
      other.addUser("ann@example.com", "Passw0rd!", Map.of());
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withJwkSetUri(pool.keySetUri().toString()).build();
      decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(pool.issuer()));
      Jwt token = decoder.decode(pool.signIn("ann@example.com", "Passw0rd!").idToken());

      assertThat(token.getAudience()).containsExactly(pool.clientId());
      assertThat(token.getClaimAsString("email")).isEqualTo("ann@example.com");

      String foreign = other.signIn("ann@example.com", "Passw0rd!").idToken();
      assertThatThrownBy(() -> decoder.decode(foreign)).isInstanceOf(JwtException.class);
    }
  }
}
