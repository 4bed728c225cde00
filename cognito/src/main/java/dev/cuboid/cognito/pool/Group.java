package dev.cuboid.cognito.pool;

import java.time.Instant;
import java.util.Optional;

/**
 * A group of users.
 *
 * @param precedence the rank: of a user's groups the one with the lowest number gives the role
 */
public record Group(
    String groupName,
    String userPoolId,
    Optional<String> description,
    Optional<String> roleArn,
    Optional<Integer> precedence,
    Instant lastModifiedDate,
    Instant creationDate) {}
