package dev.cuboid.cognito.api;

import dev.cuboid.cognito.account.PasswordRecovery;
import dev.cuboid.cognito.account.Registration;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.AppClientSettings;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.signin.SignInContext;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The operations by which administrators move users from one state to another. */
final class UserStateOperations implements OperationGroup {

  private final PoolDirectory pools;
  private final UserDirectory users;
  private final Registration registration;
  private final PasswordRecovery recovery;

  UserStateOperations(
      PoolDirectory pools,
      UserDirectory users,
      Registration registration,
      PasswordRecovery recovery) {
    this.pools = pools;
    this.users = users;
    this.registration = registration;
    this.recovery = recovery;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "AdminConfirmSignUp", this::confirmSignUp,
        "AdminResetUserPassword", this::resetPassword,
        "AdminSetUserMFAPreference", this::setMfaPreference);
  }

  private ObjectNode confirmSignUp(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    registration.confirmByAdministrator(
        new SignInContext(pool, noClient(pool), call.map("ClientMetadata")),
        call.required("Username"));
    return Json.object();
  }

  private ObjectNode resetPassword(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    User user = users.require(pool, call.required("Username"));
    recovery.resetByAdministrator(pool, user, call.map("ClientMetadata"));
    return Json.object();
  }

  private ObjectNode setMfaPreference(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    MfaPreference.apply(call, users, pool, users.require(pool, call.required("Username")));
    return Json.object();
  }

  /** What triggers are told of the client when an administrator acts. */
  private static AppClient noClient(UserPool pool) {
    AppClientSettings settings = Json.read("{\"ClientName\":\"\"}", AppClientSettings.class);
    return new AppClient(
        "CLIENT_ID_NOT_APPLICABLE",
        pool.id(),
        Optional.empty(),
        pool.creationDate(),
        pool.creationDate(),
        settings);
  }
}
