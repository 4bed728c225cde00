package dev.cuboid.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Data models that are made for a case: file names and texts. */
public final class Models {

  private static final int CHAIN = 17;
  private static final int MEMBERS = 30;

  private Models() {}

  /** Cubes that hang together like a chain of 16 joins. */
  static Map<String, String> chain() {
    String cubes =
        IntStream.range(0, CHAIN).mapToObj(Models::link).collect(Collectors.joining("\n"));
    return Map.of("chain.js", cubes);
  }

  private static String link(int index) {
    String join =
        index + 1 == CHAIN
            ? ""
            : "Link%d: { relationship: `belongsTo`, sql: `${CUBE}.next = ${Link%d}.id` }"
                .formatted(index + 1, index + 1);
    return """
    cube(`Link%d`, {
      sql: `SELECT * FROM link_%d`,
      joins: { %s },
      measures: { count: { type: `count` } },
      dimensions: {
        id: { sql: `id`, type: `number`, primaryKey: true },
        name: { sql: `name`, type: `string` }
      }
    });
    """
        .formatted(index, index, join);
  }

  /** A file for each of so many cubes of 30 members, in JavaScript. */
  public static Map<String, String> wideJavaScript(int cubes) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int cube = 0; cube < cubes; cube++) {
      StringBuilder text = new StringBuilder();
      text.append("cube(`Wide%d`, {\n  sql: `SELECT * FROM wide_%d`,\n".formatted(cube, cube));
      text.append("  measures: {\n    count: { type: `count` },\n");
      for (int member = 1; member < MEMBERS / 2; member++) {
        text.append(
            "    sum%d: { sql: `${CUBE}.m%d`, type: `sum`, title: `Sum of %d` },\n"
                .formatted(member, member, member));
      }
      text.append("  },\n  dimensions: {\n");
      text.append("    id: { sql: `id`, type: `number`, primaryKey: true },\n");
      for (int member = 1; member < MEMBERS / 2; member++) {
        text.append(
            "    text%d: { sql: `${CUBE}.d%d`, type: `string` },\n".formatted(member, member));
      }
      files.put("Wide" + cube + ".js", text.append("  }\n});\n").toString());
    }
    return files;
  }

  /** The same in YAML. */
  public static Map<String, String> wideYaml(int cubes) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int cube = 0; cube < cubes; cube++) {
      StringBuilder text = new StringBuilder();
      text.append(
          "cubes:\n  - name: Wide%d\n    sql: SELECT * FROM wide_%d\n".formatted(cube, cube));
      text.append("    measures:\n      - name: count\n        type: count\n");
      for (int member = 1; member < MEMBERS / 2; member++) {
        text.append(
            """
                  - name: sum%d
                    sql: "{CUBE}.m%d"
                    type: sum
                    title: Sum of %d
            """
                .formatted(member, member, member));
      }
      text.append("    dimensions:\n      - name: id\n        sql: id\n        type: number\n");
      text.append("        primary_key: true\n");
      for (int member = 1; member < MEMBERS / 2; member++) {
        text.append(
            """
                  - name: text%d
                    sql: "{CUBE}.d%d"
                    type: string
            """
                .formatted(member, member));
      }
      files.put("wide" + cube + ".yml", text.toString());
    }
    return files;
  }
}
