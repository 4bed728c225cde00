package dev.cuboid.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may see which members and which rows of a cube or view. A policy applies to a request when
 * one of its groups matches and all its conditions are true.
 *
 * @param groups names of groups; {@code *} stands for everyone
 * @param conditions each must evaluate to the boolean {@code true}; anything else denies
 * @param memberLevel own names of the members that it grants; absent: it grants all of them
 * @param memberMasking own names of the members that are answered masked where {@code memberLevel}
 *     does not grant them
 * @param rowLevel which rows it grants; absent: all of them
 * @param position where it is defined
 */
public record AccessPolicy(
    List<String> groups,
    List<RequestValue> conditions,
    Optional<Set<String>> memberLevel,
    Optional<Set<String>> memberMasking,
    Optional<RowLevel> rowLevel,
    SourcePosition position) {

  /** Stands for every group. */
  public static final String EVERYONE = "*";

  /** Which rows a policy grants. */
  public sealed interface RowLevel {

    /** {@code allow_all: true}. */
    record AllowAll() implements RowLevel {}

    /** Rows that meet all of the filters. */
    record Filters(List<RowFilter> filters) implements RowLevel {
      public Filters {
        filters = List.copyOf(filters);
      }
    }
  }

  public AccessPolicy {
    groups = List.copyOf(groups);
    conditions = List.copyOf(conditions);
    memberLevel = memberLevel.map(Set::copyOf);
    memberMasking = memberMasking.map(Set::copyOf);
  }
}
