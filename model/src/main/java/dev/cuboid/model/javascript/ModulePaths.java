package dev.cuboid.model.javascript;

/** What is wrong with the path of a module that no file has. */
final class ModulePaths {

  private static final String OWN_FILES = "a model can only require its own files";

  private ModulePaths() {}

  /**
   * In Cube's words.
   *
   * @param specifier as the file writes it
   * @param path what it stands for, below the model's folder
   */
  static String whyNotFound(String specifier, String path) {
    if (path.isEmpty()) {
      return "'" + specifier + "' is incorrect: the path of a file is expected";
    }
    if (path.startsWith("..") || specifier.startsWith("/")) {
      return "'" + specifier + "' restricted: " + OWN_FILES;
    }
    if (specifier.startsWith("./")) {
      String file = path.endsWith(".js") ? path : path + ".js";
      return "Required import for " + file + " is not found";
    }
    return specifier.startsWith(".")
        ? "Path '" + specifier + "' not found"
        : "Package '" + specifier + "' not found: " + OWN_FILES;
  }
}
