package dev.cuboid.cognito.token;

import dev.cuboid.cognito.pool.Group;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserPool;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tokens say of a user's groups. Nothing is said where there is nothing: Cognito leaves the
 * claims out rather than sending empty lists.
 */
public record GroupClaims(List<String> groups, List<String> roles, Optional<String> preferredRole) {

  public GroupClaims {
    groups = List.copyOf(groups);
    roles = List.copyOf(roles);
  }

  /** The groups of a user in the order of their precedence. */
  public static GroupClaims of(PoolDirectory directory, UserPool pool, User user) {
    List<Group> groups =
        user.groups().stream()
            .map(name -> directory.findGroup(pool, name))
            .flatMap(Optional::stream)
            .sorted(
                Comparator.comparing((Group group) -> group.precedence().orElse(Integer.MAX_VALUE))
                    .thenComparing(Group::groupName))
            .toList();
    List<String> roles =
        groups.stream().map(Group::roleArn).flatMap(Optional::stream).distinct().toList();
    return new GroupClaims(
        groups.stream().map(Group::groupName).toList(), roles, preferredRole(groups));
  }

  /** These claims, or those that a trigger put in their place. */
  GroupClaims changedBy(Optional<ClaimChanges.GroupChanges> changes) {
    return changes
        .map(change -> new GroupClaims(change.groups(), change.roles(), change.preferredRole()))
        .orElse(this);
  }

  void putAll(Map<String, Object> claims) {
    putNames(claims);
    preferredRole.ifPresent(role -> claims.put("cognito:preferred_role", role));
    if (!roles.isEmpty()) {
      claims.put("cognito:roles", roles);
    }
  }

  void putNames(Map<String, Object> claims) {
    if (!groups.isEmpty()) {
      claims.put("cognito:groups", groups);
    }
  }

  /** Two groups of the same rank with different roles leave nobody preferred. */
  private static Optional<String> preferredRole(List<Group> sorted) {
    List<Group> ranked =
        sorted.stream()
            .filter(group -> group.precedence().isPresent() && group.roleArn().isPresent())
            .toList();
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> best = ranked.getFirst().precedence();
    List<String> candidates =
        ranked.stream()
            .filter(group -> group.precedence().equals(best))
            .map(Group::roleArn)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }
}
