package dev.cuboid.cognito.api;

import dev.cuboid.cognito.account.PasswordRecovery;
import dev.cuboid.cognito.account.Registration;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.message.Messenger;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.signin.SignInContext;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The operations for users who are not signed in: making an account, forgetting a password. */
final class SignUpOperations implements OperationGroup {

  private final PoolDirectory pools;
  private final Registration registration;
  private final PasswordRecovery recovery;

  SignUpOperations(PoolDirectory pools, Registration registration, PasswordRecovery recovery) {
    this.pools = pools;
    this.registration = registration;
    this.recovery = recovery;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "SignUp", this::signUp,
        "ConfirmSignUp", this::confirm,
        "ResendConfirmationCode", this::resend,
        "ForgotPassword", this::forgot,
        "ConfirmForgotPassword", this::confirmForgot);
  }

  private ObjectNode signUp(ApiCall call) {
    SignInContext context = context(call);
    Registration.SignedUp signedUp =
        registration.signUp(
            context,
            call.required("Username"),
            call.required("Password"),
            call.attributes("UserAttributes"),
            call.attributes("ValidationData"));
    ObjectNode output = Json.object();
    output.put("UserConfirmed", signedUp.user().status().isConfirmed());
    signedUp.delivery().ifPresent(delivery -> addDelivery(output, delivery));
    output.put("UserSub", signedUp.user().sub());
    return output;
  }

  private ObjectNode confirm(ApiCall call) {
    registration.confirm(
        context(call), call.required("Username"), call.required("ConfirmationCode"));
    return Json.object();
  }

  private ObjectNode resend(ApiCall call) {
    ObjectNode output = Json.object();
    Optional<Messenger.Delivery> delivery =
        registration.resend(context(call), call.required("Username"));
    delivery.ifPresent(found -> addDelivery(output, found));
    return output;
  }

  private ObjectNode forgot(ApiCall call) {
    ObjectNode output = Json.object();
    addDelivery(output, recovery.forgot(context(call), call.required("Username")));
    return output;
  }

  private ObjectNode confirmForgot(ApiCall call) {
    recovery.confirm(
        context(call),
        call.required("Username"),
        call.required("ConfirmationCode"),
        call.required("Password"));
    return Json.object();
  }

  private SignInContext context(ApiCall call) {
    AppClient client = pools.client(call.required("ClientId"));
    SecretHashes.check(client, call.required("Username"), call.text("SecretHash"));
    return new SignInContext(pools.pool(client.userPoolId()), client, call.map("ClientMetadata"));
  }

  private static void addDelivery(ObjectNode output, Messenger.Delivery delivery) {
    output.set("CodeDeliveryDetails", delivery.view());
  }
}
