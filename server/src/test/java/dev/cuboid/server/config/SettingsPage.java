package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;

/** Writes the page of the documentation that lists every setting. */
final class SettingsPage {

  private static final String INTRODUCTION =
      """
      # Configuration

      Cuboid is configured by environment variables. A file `.env` in the project's folder may hold
      them as well; what the environment says wins over the file. Names that begin with `CUBEJS_`
      are Cube's and mean what they mean there; names that begin with `CUBOID_` are new. An empty
      value counts as not set, and a value that cannot be read ends the start with a line that names
      the variable and what is expected.

      The page is written from the declarations in `dev.cuboid.server.config.Settings`, and a test
      keeps both in step.
      """;

  private SettingsPage() {}

  /** The page in Markdown. */
  static String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Group group : Group.values()) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| variable | form | without it | what for |\n|---|---|---|---|\n");
      Settings.all().stream()
          .filter(setting -> setting.group() == group)
          .map(SettingsPage::row)
          .forEach(page::append);
    }
    return page.toString();
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            setting.name(),
            setting.form(),
            setting.defaultText().map(text -> "`" + text + "`").orElse(""),
            setting.help() + (setting.secret() ? " (secret, never shown)" : ""));
  }
}
