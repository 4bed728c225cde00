package dev.cuboid.query.properties;

import dev.cuboid.query.properties.ModelGenerator.Link;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tables and their rows: few values, many nulls, foreign keys that lead nowhere. */
final class TableGenerator {

  /** Letters in every case, what LIKE and SQL read as signs, and nothing. */
  static final List<String> TEXTS =
      List.of("ant", "Ant", "bee", "a_t", "10%", "o'neil", "b\\c", "");

  private static final int MOST_ROWS = 8;
  private static final List<String> TIMES =
      List.of(
          "2024-03-30T22:59:59.999500Z",
          "2024-03-31T00:30:00Z",
          "2024-03-31T01:00:00Z",
          "2024-04-01T03:59:59.999Z",
          "2024-04-02T12:00:00Z",
          "2024-05-01T00:00:00Z",
          "2024-10-27T00:30:00Z",
          "2024-10-27T01:30:00Z",
          "2024-12-31T23:30:00Z");

  private final Choices choices;
  private final Map<String, Boolean> composite = new HashMap<>();

  TableGenerator(Choices choices) {
    this.choices = choices;
  }

  boolean isComposite(String cube) {
    return composite.getOrDefault(cube, false);
  }

  /** A table without foreign keys and rows. */
  TableSpec bare(String cube, boolean hasCompositeKey, boolean hasTenants) {
    composite.put(cube, hasCompositeKey);
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("k1", "INT");
    if (hasCompositeKey) {
      columns.put("k2", "INT");
    }
    if (hasTenants) {
      columns.put(TableSpec.TENANT, "INT");
    }
    columns.put("txt", "TEXT");
    columns.put("num", "INT");
    columns.put("amount", "DECIMAL(10, 2)");
    columns.put("flag", "BOOLEAN");
    columns.put("at_time", "TIMESTAMPTZ");
    return new TableSpec(cube.toLowerCase(Locale.ROOT), columns, List.of());
  }

  static List<String> primaryKey(TableSpec table) {
    return table.columns().containsKey("k2") ? List.of("k1", "k2") : List.of("k1");
  }

  List<CubeSpec> filled(List<CubeSpec> cubes, List<Link> links) {
    List<CubeSpec> filled = new ArrayList<>();
    for (CubeSpec cube : cubes) {
      Map<String, String> columns = new LinkedHashMap<>(cube.table().columns());
      for (Link link : links) {
        if (link.from().equals(cube.name()) && !link.unique()) {
          link.columns(key(link.to())).forEach(column -> columns.put(column, "INT"));
        }
      }
      filled.add(
          cube.withTable(new TableSpec(cube.table().name(), columns, rows(cube.table(), columns))));
    }
    return filled;
  }

  private List<String> key(String cube) {
    return isComposite(cube) ? List.of("k1", "k2") : List.of("k1");
  }

  private List<Map<String, @Nullable Object>> rows(TableSpec table, Map<String, String> columns) {
    List<List<Integer>> keys = new ArrayList<>();
    if (primaryKey(table).size() == 1) {
      for (int key = 1; key <= MOST_ROWS; key++) {
        keys.add(List.of(key));
      }
    } else {
      for (int key = 0; key < 9; key++) {
        keys.add(List.of(1 + key / 3, 1 + key % 3));
      }
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (List<Integer> key : choices.some(choices.upTo(MOST_ROWS), keys)) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      columns.forEach((name, type) -> row.put(name, value(name, type)));
      for (int part = 0; part < key.size(); part++) {
        row.put("k" + (part + 1), BigDecimal.valueOf(key.get(part)));
      }
      rows.add(row);
    }
    return rows;
  }

  private @Nullable Object value(String column, String type) {
    if (choices.oneIn(column.equals(TableSpec.TENANT) ? 10 : 5)) {
      return null;
    }
    if (column.equals(TableSpec.TENANT)) {
      return BigDecimal.valueOf(choices.between(1, 2));
    }
    if (column.endsWith("_k1") || column.endsWith("_k2")) {
      return BigDecimal.valueOf(choices.between(1, column.endsWith("_k1") ? 4 : 3));
    }
    return switch (type) {
      case "TEXT" -> choices.one(TEXTS);
      case "INT" -> BigDecimal.valueOf(choices.upTo(4));
      case "BOOLEAN" -> choices.oneIn(2);
      case "TIMESTAMPTZ" -> Instant.parse(choices.one(TIMES));
      default -> BigDecimal.valueOf(choices.upTo(2000), 2);
    };
  }
}
