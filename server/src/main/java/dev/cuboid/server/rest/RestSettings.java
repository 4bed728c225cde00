package dev.cuboid.server.rest;

import dev.cuboid.query.plan.MaskDefaults;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.QuerySettings;
import dev.cuboid.server.config.Settings;
import java.util.Set;

/**
 * How the REST API is served.
 *
 * @param basePath under which it is served
 * @param tenants how many of them are kept in memory
 * @param scopes the parts that may be used where the hooks do not say
 * @param lenient whether a missing value of a security context lets all rows through
 * @param masks of members that the model gives none
 * @param development whether members that are not public are shown and may be asked for
 */
public record RestSettings(
    String basePath,
    int tenants,
    Set<String> scopes,
    boolean lenient,
    MaskDefaults masks,
    boolean development) {

  public RestSettings {
    scopes = Set.copyOf(scopes);
  }

  /**
   * @param tenants how many of them are kept in memory
   */
  public static RestSettings read(Environment environment, int tenants) {
    return new RestSettings(
        environment.get(Settings.BASE_PATH),
        tenants,
        Set.copyOf(environment.get(Settings.DEFAULT_API_SCOPES)),
        environment.get(Settings.SECURITY_CONTEXT_LENIENT),
        new MaskDefaults(
            environment.find(QuerySettings.MASK_STRING),
            environment.find(QuerySettings.MASK_NUMBER),
            environment.find(QuerySettings.MASK_BOOLEAN),
            environment.find(QuerySettings.MASK_TIME)),
        environment.isDevelopmentMode());
  }
}
