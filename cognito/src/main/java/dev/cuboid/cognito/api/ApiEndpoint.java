package dev.cuboid.cognito.api;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.http.LocalOrigin;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON API ({@code POST /} with {@code X-Amz-Target}), AWS's JSON protocol 1.1. Request
 * signatures are accepted unchecked. Thread-safe.
 */
public final class ApiEndpoint {

  private static final Logger log = LoggerFactory.getLogger(ApiEndpoint.class);

  private static final String SERVICE = "AWSCognitoIdentityProviderService.";
  private static final String JSON_TYPE = "application/x-amz-json-1.1";
  private static final String DEFAULT_REGION = "us-east-1";
  private static final Pattern CREDENTIAL_REGION =
      Pattern.compile("Credential=[^/,]+/[0-9]{8}/([a-z0-9-]+)/");

  /** The operations that AWS serves without a signature, so that browsers may call them. */
  private static final Set<String> UNSIGNED =
      Set.of(
          "AssociateSoftwareToken",
          "ChangePassword",
          "ConfirmForgotPassword",
          "ConfirmSignUp",
          "DeleteUser",
          "DeleteUserAttributes",
          "ForgotPassword",
          "GetTokensFromRefreshToken",
          "GetUser",
          "GetUserAttributeVerificationCode",
          "GlobalSignOut",
          "InitiateAuth",
          "ResendConfirmationCode",
          "RespondToAuthChallenge",
          "RevokeToken",
          "SetUserMFAPreference",
          "SignUp",
          "UpdateUserAttributes",
          "VerifySoftwareToken",
          "VerifyUserAttribute");

  private final Map<String, Operation> operations = new HashMap<>();
  private final Identifiers identifiers;

  private ApiEndpoint(List<OperationGroup> groups, Identifiers identifiers) {
    groups.forEach(group -> operations.putAll(group.operations()));
    this.identifiers = identifiers;
  }

  /** The API on these services. */
  public static ApiEndpoint create(ApiServices services) {
    return new ApiEndpoint(
        List.of(
            new PoolOperations(
                services.pools(),
                services.users(),
                services.keys(),
                services.identifiers(),
                services.clock()),
            new ClientOperations(services.pools(), services.identifiers(), services.clock()),
            new UserAdministration(
                services.pools(),
                services.users(),
                services.passwords(),
                services.sessions(),
                services.verification(),
                services.messenger(),
                services.identifiers(),
                services.clock()),
            new AuthenticationOperations(
                services.pools(),
                services.signIn(),
                services.customAuthentication(),
                services.grants()),
            new UserSelfService(
                services.pools(),
                services.users(),
                services.accessTokens(),
                services.sessions(),
                services.passwords(),
                services.apps(),
                services.grants()),
            new AttributeOperations(services.accessTokens(), services.verification()),
            new DomainOperations(services.pools()),
            new GroupOperations(services.pools(), services.users(), services.clock()),
            new ResourceServerOperations(services.pools()),
            new SignUpOperations(services.pools(), services.registration(), services.recovery()),
            new TagOperations(services.pools(), services.clock()),
            new UserStateOperations(
                services.pools(), services.users(), services.registration(), services.recovery())),
        services.identifiers());
  }

  /** Answers one call. */
  public WebResponse handle(WebRequest request) {
    return answer(request).with("x-amzn-RequestId", identifiers.uuid());
  }

  private WebResponse answer(WebRequest request) {
    String target = request.header("x-amz-target").orElse("");
    if (!target.startsWith(SERVICE)) {
      return error(
          ErrorType.UNKNOWN_OPERATION,
          "The header X-Amz-Target names no operation of AWSCognitoIdentityProviderService");
    }
    String name = target.substring(SERVICE.length());
    Operation operation = operations.get(name);
    if (operation == null) {
      // AWS SDKs repeat a call that is answered with a status of 500; this one is not worth it.
      return error(
          ErrorType.UNSUPPORTED_OPERATION,
          "The operation " + name + " is not available in the local user pool");
    }
    if (!UNSIGNED.contains(name) && !LocalOrigin.of(request)) {
      return error(
          ErrorType.NOT_AUTHORIZED,
          "The operation " + name + " is not open to web pages of other hosts");
    }
    try {
      JsonNode body = Json.parse(request.body().isEmpty() ? "{}" : request.body());
      if (!(body instanceof ObjectNode object)) {
        return error(ErrorType.SERIALIZATION, "The request body is no JSON object");
      }
      ObjectNode output = operation.apply(new ApiCall(object, region(request)));
      return WebResponse.of(200, JSON_TYPE, Json.write(output));
    } catch (JacksonException e) {
      return error(ErrorType.SERIALIZATION, "The request body is not JSON");
    } catch (CognitoException e) {
      log.debug("{}: {}: {}", name, e.type().wireName(), e.text());
      return error(e.type(), e.text());
    } catch (RuntimeException e) {
      log.error("{} failed", name, e);
      return error(500, ErrorType.INTERNAL_ERROR, "Something went wrong; the log says what.");
    }
  }

  private String region(WebRequest request) {
    Matcher matcher = CREDENTIAL_REGION.matcher(request.header("authorization").orElse(""));
    return matcher.find() ? matcher.group(1) : DEFAULT_REGION;
  }

  private static WebResponse error(ErrorType type, String message) {
    return error(400, type, message);
  }

  private static WebResponse error(int status, ErrorType type, String message) {
    ObjectNode body = Json.object().put("__type", type.wireName()).put("message", message);
    return WebResponse.of(status, JSON_TYPE, Json.write(body))
        .with("x-amzn-errortype", type.wireName() + ":")
        .with("x-amzn-errormessage", message.replaceAll("\\p{Cntrl}", " "));
  }
}
