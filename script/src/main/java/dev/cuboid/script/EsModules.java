package dev.cuboid.script;

import java.util.regex.Pattern;

/** Tells ES modules from CommonJS modules. */
final class EsModules {

  /** A statement at the start of a line; a match inside a template or comment is harmless. */
  private static final Pattern STATEMENT =
      Pattern.compile(
          "^\\s*(import\\s*[\\w{*'\"]|export\\s+(default|const|let|var|function|class|async)\\b|export\\s*[{*])",
          Pattern.MULTILINE);

  private EsModules() {}

  static boolean isEsModule(ScriptSource source) {
    return !source.commonJs()
        && (source.fileName().endsWith(".mjs") || STATEMENT.matcher(source.text()).find());
  }
}
