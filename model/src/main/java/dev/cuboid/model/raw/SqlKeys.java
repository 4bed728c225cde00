package dev.cuboid.model.raw;

import java.util.Set;

/** Which properties of a definition hold SQL or references rather than plain values. */
public final class SqlKeys {

  /** Properties whose text is SQL with holes. */
  private static final Set<String> SQL =
      Set.of("sql", "sqlTable", "latitude", "longitude", "url", "extends");

  /** Properties whose items are references to members or cubes. */
  private static final Set<String> REFERENCE_LISTS =
      Set.of(
          "drillMembers",
          "drillMemberReferences",
          "levels",
          "rollups",
          "rollupReferences",
          "measureReferences",
          "dimensionReferences",
          "segmentReferences",
          "groupBy",
          "reduceBy",
          "addGroupBy",
          "columns",
          "keepOnly",
          "exclude",
          "include");

  /** Properties whose text is one reference. */
  private static final Set<String> REFERENCES =
      Set.of("timeDimensionReference", "timeDimension", "joinPath", "key", "switch");

  /** Properties whose content is access rules or default filters. */
  private static final Set<String> RULES = Set.of("accessPolicy", "defaultFilters");

  /** Properties in rules that are computed from the security context of a request. */
  private static final Set<String> RULE_VALUES = Set.of("if", "values");

  private SqlKeys() {}

  public static boolean isRules(String key) {
    return RULES.contains(key);
  }

  public static boolean isRuleValue(String key) {
    return RULE_VALUES.contains(key);
  }

  public static boolean isSql(String key) {
    return SQL.contains(key);
  }

  public static boolean isReferenceList(String key) {
    return REFERENCE_LISTS.contains(key);
  }

  public static boolean isReference(String key) {
    return REFERENCES.contains(key);
  }
}
