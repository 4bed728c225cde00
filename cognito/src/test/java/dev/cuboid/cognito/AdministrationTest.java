package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pools, clients, users and groups as administrators keep them. */
class AdministrationTest {

  private TestPool pool;
  private Api api;

  @BeforeEach
  void start() {
    pool = TestPool.start();
    api = pool.api();
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void aPoolIsMadeShownChangedAndDeleted() {
    JsonNode made =
        api.succeed(
                "CreateUserPool",
                Map.of(
                    "PoolName", "second",
                    "Policies", Map.of("PasswordPolicy", Map.of("MinimumLength", 12)),
                    "Schema",
                        List.of(
                            Map.of("Name", "company_id", "AttributeDataType", "String"),
                            Map.of("Name", "email", "Required", true)),
                    "AutoVerifiedAttributes", List.of("email")))
            .path("UserPool");
    String id = made.path("Id").asString();
    assertThat(id).matches("us-east-1_[0-9A-Za-z]{9}");
    assertThat(made.path("Arn").asString())
        .isEqualTo("arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + id);
    assertThat(made.path("MfaConfiguration").asString()).isEqualTo("OFF");
    assertThat(made.at("/Policies/PasswordPolicy/MinimumLength").asInt()).isEqualTo(12);
    assertThat(made.path("SchemaAttributes").findValuesAsString("Name"))
        .contains("sub", "email", "custom:company_id");
    assertThat(made.path("CreationDate").isNumber()).isTrue();

    Map<String, String> poolId = Map.of("UserPoolId", id);
    assertThat(api.succeed("DescribeUserPool", poolId).path("UserPool")).isEqualTo(made);
    api.succeed("UpdateUserPool", Map.of("UserPoolId", id, "UserPoolTags", Map.of("team", "data")));
    JsonNode changed = api.succeed("DescribeUserPool", poolId).path("UserPool");
    assertThat(changed.at("/UserPoolTags/team").asString()).isEqualTo("data");
    assertThat(changed.has("AutoVerifiedAttributes")).isFalse();
    api.succeed("DeleteUserPool", poolId);
    assertThat(api.call("DescribeUserPool", poolId).error())
        .isEqualTo("ResourceNotFoundException: User pool " + id + " does not exist.");
  }

  @Test
  void aMalformedPoolIdIsCalledThat() {
    assertThat(api.call("DescribeUserPool", Map.of("UserPoolId", "nope")).error())
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value 'nope' at 'userPoolId'"
                + " failed to satisfy constraint: Member must satisfy regular expression pattern:"
                + " [\\w-]+_[0-9a-zA-Z]+");
  }

  @Test
  void aClientIsMadeShownChangedAndDeleted() {
    JsonNode made =
        api.succeed(
                "CreateUserPoolClient",
                Map.of(
                    "UserPoolId",
                    TestPool.POOL_ID,
                    "ClientName",
                    "another",
                    "GenerateSecret",
                    true,
                    "CallbackURLs",
                    List.of("https://app.example/callback"),
                    "AllowedOAuthFlows",
                    List.of("code"),
                    "AllowedOAuthScopes",
                    List.of("openid"),
                    "AllowedOAuthFlowsUserPoolClient",
                    true))
            .path("UserPoolClient");
    assertThat(made.path("ClientId").asString()).matches("[0-9a-z]{26}");
    assertThat(made.path("ClientSecret").asString()).hasSizeGreaterThan(50);

    Map<String, String> ids =
        Map.of("UserPoolId", TestPool.POOL_ID, "ClientId", made.path("ClientId").asString());
    assertThat(api.succeed("DescribeUserPoolClient", ids).path("UserPoolClient")).isEqualTo(made);
    JsonNode changed = api.succeed("UpdateUserPoolClient", ids).path("UserPoolClient");
    assertThat(changed.path("ClientName").asString()).isEqualTo("another");
    assertThat(changed.has("CallbackURLs")).isFalse();
    assertThat(
            api.succeed("ListUserPoolClients", Map.of("UserPoolId", TestPool.POOL_ID))
                .path("UserPoolClients")
                .findValuesAsString("ClientName"))
        .containsExactlyInAnyOrder("web", "backend", "another");
    api.succeed("DeleteUserPoolClient", ids);
    assertThat(api.call("DescribeUserPoolClient", ids).error())
        .isEqualTo(
            "ResourceNotFoundException: User pool client "
                + ids.get("ClientId")
                + " does not exist.");
  }

  @ParameterizedTest
  @CsvSource({
    "http://app.example/callback, http://app.example/callback cannot use the HTTP protocol unless"
        + " it is localhost.",
    "not a url, not a url is not a valid URL.",
  })
  void aRedirectUriThatWouldLeakCodesIsRefused(String url, String message) {
    assertThat(
            api.call(
                    "CreateUserPoolClient",
                    Map.of(
                        "UserPoolId",
                        TestPool.POOL_ID,
                        "ClientName",
                        "unsafe",
                        "CallbackURLs",
                        List.of(url)))
                .error())
        .isEqualTo("InvalidParameterException: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          email = "ann@company1.example"     | ann@company1.example
          email ^= "bob"                     | bob@company2.example
          status = "Enabled"                 | ann@company1.example bob@company2.example
          cognito:user_status = "CONFIRMED"  | ann@company1.example bob@company2.example
          email = "nobody"                   | ''
          """)
  void usersAreFoundByAFilter(String filter, String emails) {
    List<String> found = new ArrayList<>();
    for (JsonNode user :
        api.succeed("ListUsers", Map.of("UserPoolId", TestPool.POOL_ID, "Filter", filter))
            .path("Users")) {
      for (JsonNode attribute : user.path("Attributes")) {
        if (attribute.path("Name").asString().equals("email")) {
          found.add(attribute.path("Value").asString());
        }
      }
    }
    assertThat(String.join(" ", found.stream().sorted().toList())).isEqualTo(emails);
  }

  @Test
  void usersComeInPages() {
    JsonNode first = api.succeed("ListUsers", Map.of("UserPoolId", TestPool.POOL_ID, "Limit", 1));
    JsonNode second =
        api.succeed(
            "ListUsers",
            Map.of(
                "UserPoolId",
                TestPool.POOL_ID,
                "Limit",
                1,
                "PaginationToken",
                first.path("PaginationToken").asString()));

    assertThat(first.path("Users")).hasSize(1);
    assertThat(second.path("Users")).hasSize(1);
    assertThat(second.at("/Users/0/Username")).isNotEqualTo(first.at("/Users/0/Username"));
    assertThat(second.has("PaginationToken")).isFalse();
    assertThat(
            api.call(
                    "ListUsers",
                    Map.of("UserPoolId", TestPool.POOL_ID, "PaginationToken", "nonsense"))
                .error())
        .isEqualTo("InvalidParameterException: Invalid pagination token.");
  }

  @Test
  void aDisabledUserCannotSignInNorRefresh() {
    JsonNode tokens = signIn().body().path("AuthenticationResult");
    Map<String, String> ann = Map.of("UserPoolId", TestPool.POOL_ID, "Username", TestPool.ANN);
    api.succeed("AdminDisableUser", ann);

    assertThat(signIn().error()).isEqualTo("NotAuthorizedException: User is disabled.");
    assertThat(
            api.call("GetUser", Map.of("AccessToken", tokens.path("AccessToken").asString()))
                .error())
        .isEqualTo("NotAuthorizedException: User is disabled.");
    api.succeed("AdminEnableUser", ann);
    assertThat(signIn().status()).isEqualTo(200);
    api.succeed("AdminDeleteUser", ann);
    assertThat(signIn().error()).isEqualTo("UserNotFoundException: User does not exist.");
  }

  @Test
  void groupsAreInTheTokens() {
    String role = "arn:aws:iam::000000000000:role/admin";
    api.succeed(
        "CreateGroup",
        Map.of(
            "UserPoolId",
            TestPool.POOL_ID,
            "GroupName",
            "admins",
            "Precedence",
            0,
            "RoleArn",
            role));
    assertThat(
            api.call("CreateGroup", Map.of("UserPoolId", TestPool.POOL_ID, "GroupName", "admins"))
                .error())
        .isEqualTo("GroupExistsException: A group with the name already exists.");
    Map<String, String> membership =
        Map.of("UserPoolId", TestPool.POOL_ID, "Username", TestPool.ANN, "GroupName", "admins");
    api.succeed("AdminAddUserToGroup", membership);

    JsonNode id = idClaims();
    assertThat(id.path("cognito:groups").toString()).isEqualTo("[\"admins\",\"analysts\"]");
    assertThat(id.path("cognito:roles").toString()).isEqualTo("[\"" + role + "\"]");
    assertThat(id.path("cognito:preferred_role").asString()).isEqualTo(role);
    assertThat(
            api.succeed(
                    "ListUsersInGroup",
                    Map.of("UserPoolId", TestPool.POOL_ID, "GroupName", "admins"))
                .path("Users"))
        .hasSize(1);
    api.succeed("DeleteGroup", Map.of("UserPoolId", TestPool.POOL_ID, "GroupName", "admins"));
    assertThat(idClaims().path("cognito:groups").toString()).isEqualTo("[\"analysts\"]");
    assertThat(
            api.succeed(
                    "AdminListGroupsForUser",
                    Map.of("UserPoolId", TestPool.POOL_ID, "Username", TestPool.ANN))
                .path("Groups")
                .findValuesAsString("GroupName"))
        .isEqualTo(List.of("analysts"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          custom:unknown | x        | Attributes did not conform to the schema: Type for attribute {custom:unknown} could not be determined
          sub            | x        | user.sub: Attribute cannot be updated.
          email          | nonsense | Invalid email address format.
          phone_number   | 12345    | Invalid phone number format.
          email_verified | yes      | Attributes did not conform to the schema: email_verified: The attribute value must be true or false
          """)
  void anAttributeThatDoesNotFitSaysWhy(String name, String value, String message) {
    assertThat(
            api.call(
                    "AdminUpdateUserAttributes",
                    Map.of(
                        "UserPoolId", TestPool.POOL_ID,
                        "Username", TestPool.ANN,
                        "UserAttributes", List.of(Map.of("Name", name, "Value", value))))
                .error())
        .isEqualTo("InvalidParameterException: " + message);
  }

  @Test
  void customAttributesCanBeAdded() {
    api.succeed(
        "AddCustomAttributes",
        Map.of(
            "UserPoolId",
            TestPool.POOL_ID,
            "CustomAttributes",
            List.of(Map.of("Name", "level", "AttributeDataType", "Number"))));
    api.succeed(
        "AdminUpdateUserAttributes",
        Map.of(
            "UserPoolId", TestPool.POOL_ID,
            "Username", TestPool.ANN,
            "UserAttributes", List.of(Map.of("Name", "custom:level", "Value", "7"))));

    assertThat(idClaims().path("custom:level").asString()).isEqualTo("7");
    assertThat(idClaims().path("custom:level").isString()).isTrue();
  }

  @Test
  void aDomainDecidesWhatDiscoveryNames() {
    String path = "/" + TestPool.POOL_ID + "/.well-known/openid-configuration";
    JsonNode before = Api.JSON.readTree(pool.browser().get(path).body());
    assertThat(before.propertyNames())
        .containsExactly(
            "authorization_endpoint",
            "end_session_endpoint",
            "id_token_signing_alg_values_supported",
            "issuer",
            "jwks_uri",
            "response_types_supported",
            "revocation_endpoint",
            "scopes_supported",
            "subject_types_supported",
            "token_endpoint",
            "token_endpoint_auth_methods_supported",
            "userinfo_endpoint");
    assertThat(before.path("authorization_endpoint").asString())
        .isEqualTo(pool.server.uri() + "/oauth2/authorize");
    assertThat(before.path("issuer").asString()).isEqualTo(pool.server.issuer());

    assertThat(
            api.succeed("DescribeUserPoolDomain", Map.of("Domain", "us-east-1-local0001"))
                .at("/DomainDescription/UserPoolId")
                .asString())
        .isEqualTo(TestPool.POOL_ID);
    api.succeed(
        "DeleteUserPoolDomain",
        Map.of("UserPoolId", TestPool.POOL_ID, "Domain", "us-east-1-local0001"));
    JsonNode after = Api.JSON.readTree(pool.browser().get(path).body());
    assertThat(after.path("authorization_endpoint").asString())
        .isEqualTo(pool.server.issuer() + "/authorize");
    api.succeed("CreateUserPoolDomain", Map.of("UserPoolId", TestPool.POOL_ID, "Domain", "again"));
    assertThat(
            api.succeed("DescribeUserPool", Map.of("UserPoolId", TestPool.POOL_ID))
                .at("/UserPool/Domain")
                .asString())
        .isEqualTo("again");
  }

  @Test
  void aMachineGetsATokenOfItsScopes() {
    api.succeed(
        "CreateResourceServer",
        Map.of(
            "UserPoolId",
            TestPool.POOL_ID,
            "Identifier",
            "shop",
            "Name",
            "Shop",
            "Scopes",
            List.of(
                Map.of("ScopeName", "read", "ScopeDescription", "read"),
                Map.of("ScopeName", "write", "ScopeDescription", "write"))));
    JsonNode client =
        api.succeed(
                "CreateUserPoolClient",
                Map.of(
                    "UserPoolId",
                    TestPool.POOL_ID,
                    "ClientName",
                    "machine",
                    "GenerateSecret",
                    true,
                    "AllowedOAuthFlows",
                    List.of("client_credentials"),
                    "AllowedOAuthScopes",
                    List.of("shop/read"),
                    "AllowedOAuthFlowsUserPoolClient",
                    true))
            .path("UserPoolClient");
    Map<String, String> form =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", client.path("ClientId").asString(),
            "client_secret", client.path("ClientSecret").asString());
    JsonNode tokens = Api.JSON.readTree(pool.browser().token(form).body());

    assertThat(tokens.propertyNames()).containsExactly("access_token", "expires_in", "token_type");
    JsonNode claims = Verified.claims(pool.server, tokens.path("access_token").asString());
    assertThat(claims.path("sub").asString()).isEqualTo(form.get("client_id"));
    assertThat(claims.path("scope").asString()).isEqualTo("shop/read");
    assertThat(claims.has("username")).isFalse();

    Map<String, String> greedy = new HashMap<>(form);
    greedy.put("scope", "shop/write");
    assertThat(pool.browser().token(greedy).body()).isEqualTo("{\"error\":\"invalid_scope\"}");
  }

  private JsonNode idClaims() {
    return Verified.claims(pool.server, signIn().text("/AuthenticationResult/IdToken"));
  }

  private Api.Answer signIn() {
    return api.call(
        "InitiateAuth",
        Map.of(
            "ClientId", pool.server.clientId(),
            "AuthFlow", "USER_PASSWORD_AUTH",
            "AuthParameters", Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD)));
  }
}
