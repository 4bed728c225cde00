package dev.cuboid.model.javascript;

import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ir.ExportNode;
import com.oracle.js.parser.ir.ExportSpecifierNode;
import com.oracle.js.parser.ir.ImportClauseNode;
import com.oracle.js.parser.ir.ImportNode;
import com.oracle.js.parser.ir.ImportSpecifierNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.PropertyKey;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the {@code import} and {@code export} statements of a model file into calls of {@code
 * require} and assignments to {@code exports}, so that files of both kinds can be mixed. What takes
 * the place of a statement has as many lines.
 */
final class ModuleStatements {

  private static final Pattern LIKELY =
      Pattern.compile("^\\s*(import|export)\\b", Pattern.MULTILINE);
  private static final Pattern KEYWORDS = Pattern.compile("export\\s+default\\b|export\\b");

  /** The local name of a default export that has none. */
  private static final String NAMELESS_DEFAULT = "*default*";

  private record Edit(int end, String replacement) {}

  private final String content;
  private final Module module;
  private final TreeMap<Integer, Edit> edits = new TreeMap<>();

  private ModuleStatements(String content, Module module) {
    this.content = content;
    this.module = module;
  }

  /**
   * @param parser makes a parser of the same content
   * @throws ParserException where it is not JavaScript
   */
  static String asScript(String content, java.util.function.Supplier<Parser> parser) {
    boolean named = content.contains("import") || content.contains("export");
    if (!named || !LIKELY.matcher(content).find()) {
      return content;
    }
    Module module = parser.get().parseModule("model").getModule();
    return new ModuleStatements(content, module).script();
  }

  private String script() {
    module.getImports().forEach(this::replaceImport);
    module.getExports().forEach(this::replaceExport);
    StringBuilder exported = new StringBuilder();
    for (Module.ExportEntry entry : module.getLocalExportEntries()) {
      String local = String.valueOf(entry.getLocalName());
      if (!local.equals(NAMELESS_DEFAULT)) {
        exported.append(assignment(String.valueOf(entry.getExportName()), local));
      }
    }
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (var edit : edits.entrySet()) {
      result.append(content, from, edit.getKey()).append(edit.getValue().replacement());
      from = edit.getValue().end();
    }
    result.append(content, from, content.length());
    return exported.isEmpty() ? result.toString() : result + "\n" + exported;
  }

  private void replaceImport(ImportNode node) {
    String require = require(node.getModuleSpecifier().getString());
    int end = endOfStatement(Math.max(node.getFinish(), node.getModuleSpecifier().getFinish()));
    ImportClauseNode clause = node.getImportClause();
    StringBuilder statement = new StringBuilder();
    if (clause == null) {
      statement.append(require).append(';');
    } else {
      if (clause.getDefaultBinding() != null) {
        statement.append(defaultOf(clause.getDefaultBinding().getName(), require));
      }
      if (clause.getNameSpaceImport() != null) {
        String name = clause.getNameSpaceImport().getBindingIdentifier().getName();
        statement.append("const ").append(name).append(" = ").append(require).append(';');
      }
      if (clause.getNamedImports() != null) {
        for (ImportSpecifierNode name : clause.getNamedImports().getImportSpecifiers()) {
          statement.append(named(name, require));
        }
      }
    }
    edits.put(node.getStart(), new Edit(end, statement + newLines(node.getStart(), end)));
  }

  private static String named(ImportSpecifierNode specifier, String require) {
    String local = specifier.getBindingIdentifier().getName();
    PropertyKey imported = specifier.getIdentifier();
    String name = imported == null ? local : imported.getPropertyName();
    return name.equals("default")
        ? defaultOf(local, require)
        : "const " + local + " = " + require + "[" + quoted(name) + "];";
  }

  private static String defaultOf(String local, String require) {
    return "const " + local + " = __defaultOf(" + require + ");";
  }

  private void replaceExport(ExportNode node) {
    if (node.getModuleSpecifier() != null) {
      replaceExportFrom(node);
    } else if (node.getNamedExports() != null) {
      edits.put(
          node.getStart(), new Edit(node.getFinish(), blank(node.getStart(), node.getFinish())));
    } else {
      Matcher keywords = KEYWORDS.matcher(content).region(node.getStart(), content.length());
      int end = keywords.lookingAt() ? keywords.end() : node.getStart();
      boolean nameless = node.isDefault() && hasNamelessDefault();
      String replacement =
          nameless
              ? "exports.default =" + newLines(node.getStart(), end)
              : blank(node.getStart(), end);
      edits.put(node.getStart(), new Edit(end, replacement));
    }
  }

  private void replaceExportFrom(ExportNode node) {
    String require = require(node.getModuleSpecifier().getString());
    int end = endOfStatement(Math.max(node.getFinish(), node.getModuleSpecifier().getFinish()));
    StringBuilder statement = new StringBuilder();
    if (node.getNamedExports() != null) {
      for (ExportSpecifierNode specifier : node.getNamedExports().getExportSpecifiers()) {
        String imported = specifier.getIdentifier().getPropertyName();
        PropertyKey exported = specifier.getExportIdentifier();
        String value =
            imported.equals("default")
                ? "__defaultOf(" + require + ")"
                : require + "[" + quoted(imported) + "]";
        statement.append(
            assignment(exported == null ? imported : exported.getPropertyName(), value));
      }
    } else if (node.getExportIdentifier() != null) {
      statement.append(assignment(node.getExportIdentifier().getPropertyName(), require));
    } else {
      statement.append("__exportAll(exports, ").append(require).append(");");
    }
    edits.put(node.getStart(), new Edit(end, statement + newLines(node.getStart(), end)));
  }

  private boolean hasNamelessDefault() {
    return module.getLocalExportEntries().stream()
        .anyMatch(entry -> String.valueOf(entry.getLocalName()).equals(NAMELESS_DEFAULT));
  }

  private static String assignment(String name, String value) {
    return "exports[" + quoted(name) + "] = " + value + ";";
  }

  private static String require(String specifier) {
    return "require(" + quoted(specifier) + ")";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }

  private int endOfStatement(int finish) {
    int end = finish;
    while (end < content.length() && " \t".indexOf(content.charAt(end)) >= 0) {
      end++;
    }
    return end < content.length() && content.charAt(end) == ';' ? end + 1 : finish;
  }

  private String newLines(int start, int end) {
    return content.substring(start, end).replaceAll("[^\\n]", "");
  }

  private String blank(int start, int end) {
    return content.substring(start, end).replaceAll("[^\\n]", " ");
  }
}
