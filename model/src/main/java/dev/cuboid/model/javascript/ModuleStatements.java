package dev.cuboid.model.javascript;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns {@code import} and {@code export} statements into calls of {@code require} and assignments
 * to {@code exports}, so that a file can run inside the scope in which names stand for references:
 * an ES module cannot. Lines keep their numbers.
 */
final class ModuleStatements {

  private static final Pattern IMPORT =
      Pattern.compile(
          "^([ \\t]*)import\\s+"
              + "(?:([\\w$]+)\\s*,?\\s*)?"
              + "(?:\\{([^}]*)\\})?\\s*"
              + "(?:\\*\\s*as\\s+([\\w$]+)\\s*)?"
              + "(?:from\\s*)?(['\"])([^'\"]+)\\5[ \\t]*;?",
          Pattern.MULTILINE);
  private static final Pattern EXPORT_DEFAULT_NAMED =
      Pattern.compile(
          "^([ \\t]*)export\\s+default\\s+((?:async\\s+)?function\\s+|class\\s+)([\\w$]+)",
          Pattern.MULTILINE);
  private static final Pattern EXPORT_DEFAULT =
      Pattern.compile("^([ \\t]*)export\\s+default\\s", Pattern.MULTILINE);
  private static final Pattern EXPORT_DECLARATION =
      Pattern.compile(
          "^([ \\t]*)export\\s+(const|let|var|function|async\\s+function|class)(\\s+)([\\w$]+)",
          Pattern.MULTILINE);
  private static final Pattern EXPORT_LIST =
      Pattern.compile("^([ \\t]*)export\\s*\\{([^}]*)\\}[ \\t]*;?", Pattern.MULTILINE);

  private ModuleStatements() {}

  /** The same file without module statements. */
  static String asCalls(String content) {
    String script = IMPORT.matcher(content).replaceAll(ModuleStatements::importAsRequire);
    StringBuilder exported = new StringBuilder();
    script =
        EXPORT_DEFAULT_NAMED
            .matcher(script)
            .replaceAll(
                match -> {
                  exported.append(export("default", match.group(3)));
                  return Matcher.quoteReplacement(match.group(1) + match.group(2) + match.group(3));
                });
    script = EXPORT_DEFAULT.matcher(script).replaceAll("$1exports.default = ");
    Matcher declarations = EXPORT_DECLARATION.matcher(script);
    script =
        declarations.replaceAll(
            match -> {
              exported.append(export(match.group(4), match.group(4)));
              return Matcher.quoteReplacement(
                  match.group(1) + match.group(2) + match.group(3) + match.group(4));
            });
    script =
        EXPORT_LIST
            .matcher(script)
            .replaceAll(
                match -> {
                  for (String name : match.group(2).split(",", -1)) {
                    String[] names = name.strip().split("\\s+as\\s+", -1);
                    if (!names[0].isEmpty()) {
                      exported.append(export(names[names.length - 1], names[0]));
                    }
                  }
                  return newLines(match.group());
                });
    return exported.isEmpty() ? script : script + "\n" + exported;
  }

  private static String export(String name, String variable) {
    return "exports." + name + " = " + variable + ";";
  }

  private static String importAsRequire(MatchResult match) {
    String require = "require('" + match.group(6) + "')";
    StringBuilder statement = new StringBuilder(match.group(1));
    if (match.group(2) != null) {
      statement
          .append("const ")
          .append(match.group(2))
          .append(" = __defaultOf(")
          .append(require)
          .append(");");
    }
    if (match.group(3) != null) {
      statement
          .append("const {")
          .append(match.group(3).replaceAll("\\s+as\\s+", ": ").replaceAll("\\s+", " "))
          .append("} = ")
          .append(require)
          .append(';');
    }
    if (match.group(4) != null) {
      statement.append("const ").append(match.group(4)).append(" = ").append(require).append(';');
    }
    if (match.group(2) == null && match.group(3) == null && match.group(4) == null) {
      statement.append(require).append(';');
    }
    return Matcher.quoteReplacement(statement + newLines(match.group()));
  }

  private static String newLines(String text) {
    return "\n".repeat((int) text.chars().filter(c -> c == '\n').count());
  }
}
