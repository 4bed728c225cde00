package dev.cuboid.cognito.api;

import dev.cuboid.cognito.account.AttributeVerification;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.signin.SignInContext;
import dev.cuboid.cognito.token.AccessTokens;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations by which signed-in users change and verify their attributes. */
final class AttributeOperations implements OperationGroup {

  private final AccessTokens accessTokens;
  private final AttributeVerification verification;

  AttributeOperations(AccessTokens accessTokens, AttributeVerification verification) {
    this.accessTokens = accessTokens;
    this.verification = verification;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "UpdateUserAttributes", this::update,
        "GetUserAttributeVerificationCode", this::requestCode,
        "VerifyUserAttribute", this::verify);
  }

  private ObjectNode update(ApiCall call) {
    AccessTokens.Bearer bearer = bearer(call);
    ObjectNode output = Json.object();
    ArrayNode list = output.putArray("CodeDeliveryDetailsList");
    verification
        .update(context(call, bearer), bearer.user(), call.attributes("UserAttributes"))
        .forEach(delivery -> list.add(delivery.view()));
    return output;
  }

  private ObjectNode requestCode(ApiCall call) {
    AccessTokens.Bearer bearer = bearer(call);
    ObjectNode output = Json.object();
    output.set(
        "CodeDeliveryDetails",
        verification
            .requestCode(context(call, bearer), bearer.user(), call.required("AttributeName"))
            .view());
    return output;
  }

  private ObjectNode verify(ApiCall call) {
    AccessTokens.Bearer bearer = bearer(call);
    verification.verify(
        bearer.pool(), bearer.user(), call.required("AttributeName"), call.required("Code"));
    return Json.object();
  }

  private AccessTokens.Bearer bearer(ApiCall call) {
    return accessTokens.requireForApi(call.required("AccessToken"));
  }

  private static SignInContext context(ApiCall call, AccessTokens.Bearer bearer) {
    return new SignInContext(bearer.pool(), bearer.client(), call.map("ClientMetadata"));
  }
}
