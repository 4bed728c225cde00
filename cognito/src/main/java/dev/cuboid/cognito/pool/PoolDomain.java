package dev.cuboid.cognito.pool;

import java.util.Optional;

/**
 * The domain of a pool's hosted pages.
 *
 * @param domain the prefix, or the whole name of a domain of one's own
 * @param certificateArn the certificate of a domain of one's own
 */
public record PoolDomain(
    String domain,
    String userPoolId,
    Optional<String> certificateArn,
    Optional<Integer> managedLoginVersion) {}
