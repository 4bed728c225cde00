package dev.cuboid.query.properties;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table and its rows.
 *
 * @param columns their SQL types by name, in order
 * @param rows values by column: text, number, boolean, instant or null
 */
record TableSpec(
    String name, Map<String, String> columns, List<Map<String, @Nullable Object>> rows) {

  static final String TENANT = "tenant";

  TableSpec where(Predicate<Map<String, @Nullable Object>> condition) {
    return new TableSpec(name, columns, rows.stream().filter(condition).toList());
  }

  boolean hasTenants() {
    return columns.containsKey(TENANT);
  }

  /** The rows of these tenants. */
  TableSpec of(List<Integer> tenants) {
    return where(
        row -> row.get(TENANT) instanceof BigDecimal tenant && tenants.contains(tenant.intValue()));
  }

  /** The statements that create and fill it. */
  String sql() {
    String definitions =
        columns.entrySet().stream()
            .map(column -> column.getKey() + " " + column.getValue())
            .collect(Collectors.joining(", "));
    String create = "CREATE TABLE %s (%s);\n".formatted(name, definitions);
    if (rows.isEmpty()) {
      return create;
    }
    String values =
        rows.stream()
            .map(
                row ->
                    columns.keySet().stream()
                        .map(column -> literal(row.get(column)))
                        .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(",\n  "));
    return create + "INSERT INTO %s VALUES\n  %s;\n".formatted(name, values);
  }

  private static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case String text -> "'" + text.replace("'", "''") + "'";
      case Instant instant -> "'" + instant + "'";
      default -> value.toString();
    };
  }
}
