package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** The AWS SDK for Java 2, unchanged but for the endpoint. */
class AwsSdkTest {

  private TestPool pool;
  private CognitoIdentityProviderClient client;

  @BeforeEach
  void start() {
    pool = TestPool.start();
    client =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(pool.server.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    pool.close();
  }

  @Test
  void aUserIsInvitedAndSignsIn() {
    UserType user =
        client
            .adminCreateUser(
                request ->
                    request
                        .userPoolId(TestPool.POOL_ID)
                        .username("carol@company1.example")
                        .temporaryPassword("Temporary1!")
                        .userAttributes(
                            AttributeType.builder()
                                .name("custom:company_id")
                                .value("company1")
                                .build()))
            .user();
    assertThat(user.userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
    assertThat(user.userCreateDate()).isEqualTo(pool.clock.instant());

    InitiateAuthResponse challenge = signIn("carol@company1.example", "Temporary1!");
    assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
    AuthenticationResultType tokens =
        client
            .respondToAuthChallenge(
                request ->
                    request
                        .clientId(pool.server.clientId())
                        .challengeName(ChallengeNameType.NEW_PASSWORD_REQUIRED)
                        .session(challenge.session())
                        .challengeResponses(
                            Map.of(
                                "USERNAME", "carol@company1.example",
                                "NEW_PASSWORD", "Lasting-Passw0rd")))
            .authenticationResult();
    assertThat(Verified.claims(pool.server, tokens.idToken()).path("custom:company_id").asString())
        .isEqualTo("company1");
    assertThat(client.getUser(request -> request.accessToken(tokens.accessToken())).username())
        .isEqualTo(user.username());
  }

  @Test
  void poolsAreDescribed() {
    UserPoolType described =
        client.describeUserPool(request -> request.userPoolId(TestPool.POOL_ID)).userPool();

    assertThat(described.name()).isEqualTo("shop");
    assertThat(described.domain()).isEqualTo("us-east-1-local0001");
    assertThat(described.estimatedNumberOfUsers()).isEqualTo(2);
    assertThat(described.policies().passwordPolicy().minimumLength()).isEqualTo(8);
    assertThat(
            client
                .listUsersPaginator(request -> request.userPoolId(TestPool.POOL_ID).limit(1))
                .users())
        .hasSize(2);
  }

  @Test
  void refusalsAreTheExceptionsOfTheSdk() {
    assertThatThrownBy(() -> signIn(TestPool.ANN, "wrong"))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Incorrect username or password.");
    assertThatThrownBy(() -> signIn("nobody", "wrong"))
        .isInstanceOf(UserNotFoundException.class)
        .hasMessageContaining("User does not exist.");
  }

  private InitiateAuthResponse signIn(String username, String password) {
    return client.initiateAuth(
        request ->
            request
                .clientId(pool.server.clientId())
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", username, "PASSWORD", password)));
  }
}
