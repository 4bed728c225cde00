package dev.cuboid.cognito.api;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.PoolDomain;
import dev.cuboid.cognito.pool.UserPool;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations on the domains of the hosted pages. Here all pools share one address and the
 * client id tells them apart; the domain decides whether discovery names the pages at all.
 */
final class DomainOperations implements OperationGroup {

  private final PoolDirectory pools;

  DomainOperations(PoolDirectory pools) {
    this.pools = pools;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "CreateUserPoolDomain", this::create,
        "DescribeUserPoolDomain", this::describe,
        "UpdateUserPoolDomain", this::update,
        "DeleteUserPoolDomain", this::delete);
  }

  private ObjectNode create(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    String name = call.required("Domain");
    if (pools.findDomain(name).isPresent()) {
      throw CognitoException.invalidParameter("Domain already associated with another user pool.");
    }
    if (pools.domainOf(pool).isPresent()) {
      throw CognitoException.invalidParameter("User pool already has a domain configured.");
    }
    pools.put(domain(call, name, pool));
    return Json.object();
  }

  private ObjectNode describe(ApiCall call) {
    ObjectNode description = Json.object();
    pools
        .findDomain(call.required("Domain"))
        .flatMap(domain -> pools.findPool(domain.userPoolId()).map(pool -> view(domain, pool)))
        .ifPresent(description::setAll);
    ObjectNode output = Json.object();
    output.set("DomainDescription", description);
    return output;
  }

  private ObjectNode update(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    PoolDomain before = domainOf(call, pool);
    pools.put(domain(call, before.domain(), pool));
    return Json.object();
  }

  private ObjectNode delete(ApiCall call) {
    pools.remove(domainOf(call, pools.pool(call.required("UserPoolId"))));
    return Json.object();
  }

  private PoolDomain domainOf(ApiCall call, UserPool pool) {
    return pools
        .findDomain(call.required("Domain"))
        .filter(domain -> domain.userPoolId().equals(pool.id()))
        .orElseThrow(
            () -> CognitoException.invalidParameter("No such domain or user pool exists."));
  }

  private static PoolDomain domain(ApiCall call, String name, UserPool pool) {
    JsonNode certificate = call.body().at("/CustomDomainConfig/CertificateArn");
    return new PoolDomain(
        name,
        pool.id(),
        certificate.isString() ? Optional.of(certificate.asString()) : Optional.empty(),
        call.number("ManagedLoginVersion"));
  }

  private static ObjectNode view(PoolDomain domain, UserPool pool) {
    ObjectNode view = Json.object();
    view.put("UserPoolId", pool.id());
    view.put("AWSAccountId", UserPool.ACCOUNT);
    view.put("Domain", domain.domain());
    view.put("Status", "ACTIVE");
    ObjectNode custom = view.putObject("CustomDomainConfig");
    domain.certificateArn().ifPresent(arn -> custom.put("CertificateArn", arn));
    domain.managedLoginVersion().ifPresent(version -> view.put("ManagedLoginVersion", version));
    return view;
  }
}
