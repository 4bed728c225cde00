package dev.cuboid.cognito.token;

import dev.cuboid.cognito.pool.UserPool;
import java.net.URI;

/**
 * How pools call themselves in the claim {@code iss}.
 *
 * @param base the address of this server, without a slash at the end
 * @param awsForm true for the name that the pool would have on AWS
 */
public record IssuerNames(URI base, boolean awsForm) {

  /** The issuer of a pool. */
  public String issuer(UserPool pool) {
    if (!awsForm) {
      return base + "/" + pool.id();
    }
    String suffix = pool.region().startsWith("cn-") ? ".amazonaws.com.cn/" : ".amazonaws.com/";
    return "https://cognito-idp." + pool.region() + suffix + pool.id();
  }
}
