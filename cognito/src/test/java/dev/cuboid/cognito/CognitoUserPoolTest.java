package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pool as the tests of an application use it. */
class CognitoUserPoolTest {

  @Test
  void aVerifierOfTheApplicationTakesItsTokens() throws Exception {
    try (CognitoUserPool pool = CognitoUserPool.start()) {
      pool.addUser("ann@example.com", "Passw0rd!", Map.of("custom:company_id", "company1"));
      CognitoUserPool.Tokens tokens = pool.signIn("ann@example.com", "Passw0rd!");
      DefaultJWTProcessor<SecurityContext> verifier = new DefaultJWTProcessor<>();
      verifier.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.RS256, JWKSourceBuilder.create(pool.keySetUri().toURL()).build()));
      verifier.setJWTClaimsSetVerifier(
          new DefaultJWTClaimsVerifier<>(
              pool.clientId(),
              new JWTClaimsSet.Builder().issuer(pool.issuer()).build(),
              Set.of("sub", "exp")));
      JWTClaimsSet claims = verifier.process(tokens.idToken(), null);

      assertThat(claims.getStringClaim("custom:company_id")).isEqualTo("company1");
      assertThat(tokens.refreshToken()).isNotEmpty();
    }
  }

  @Test
  void aRefusedSignInSaysWhatCognitoSays() {
    try (CognitoUserPool pool = CognitoUserPool.start()) {
      pool.addUser("ann@example.com", "Passw0rd!", Map.of());

      assertThatThrownBy(() -> pool.signIn("ann@example.com", "wrong"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Incorrect username or password.");
    }
  }
}
