package dev.cuboid.conformance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project as the recordings were made with: a model, a database, and settings.
 *
 * @param models the folder of the model's files
 * @param configuration whether {@code cube.js} is there, which checks tokens itself
 * @param environment the variables that differ from project to project
 */
record OracleProject(String models, boolean configuration, Map<String, String> environment) {

  OracleProject {
    environment = Map.copyOf(environment);
  }

  static OracleProject javaScript() {
    return new OracleProject("js", false, Map.of("NODE_ENV", "production"));
  }

  static OracleProject javaScript2021() {
    return new OracleProject("js-2021", false, Map.of("NODE_ENV", "production"));
  }

  static OracleProject yaml() {
    return new OracleProject("yaml", false, Map.of("NODE_ENV", "production"));
  }

  OracleProject inDevelopment() {
    return with(Map.of("NODE_ENV", "development"));
  }

  OracleProject withConfiguration() {
    return new OracleProject(models, true, environment);
  }

  OracleProject onPostgres(OracleData data) {
    return onPostgres(data.postgresPort());
  }

  OracleProject onPostgres(int port) {
    return with(
        Map.of(
            "CUBEJS_DB_TYPE", "postgres",
            "CUBEJS_DB_HOST", "localhost",
            "CUBEJS_DB_PORT", Integer.toString(port),
            "CUBEJS_DB_NAME", "postgres",
            "CUBEJS_DB_USER", "postgres",
            "CUBEJS_DB_PASS", "postgres"));
  }

  OracleProject onDuckDb(OracleData data) {
    return with(
        Map.of(
            "CUBEJS_DB_TYPE",
            "duckdb",
            "CUBEJS_DB_DUCKDB_DATABASE_PATH",
            data.duckDb().toString()));
  }

  private OracleProject with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new OracleProject(models, configuration, all);
  }

  /** All variables, those of the sign-in included. */
  Map<String, String> environment(Tokens tokens) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put("CUBEJS_API_SECRET", Tokens.API_SECRET);
    if (!configuration) {
      all.put("CUBEJS_JWK_URL", tokens.jwkUrl().toString());
      all.put("CUBEJS_JWT_AUDIENCE", Tokens.AUDIENCE);
      all.put("CUBEJS_JWT_ISSUER", Tokens.ISSUER);
      all.put("CUBEJS_JWT_ALGS", "RS256");
      all.put("CUBEJS_JWT_CLAIMS_NAMESPACE", Tokens.NAMESPACE);
    }
    return all;
  }

  /** Writes the project's files, as a user would have them. */
  void writeTo(Path folder) throws IOException {
    Path modelFolder = Files.createDirectories(folder.resolve("model"));
    try (Stream<Path> files = Files.list(resourceFolder("/oracle/models/" + models))) {
      for (Path file : files.toList()) {
        Files.copy(file, modelFolder.resolve(file.getFileName().toString()));
      }
    }
    if (configuration) {
      Files.writeString(folder.resolve("cube.js"), OracleData.resource("/oracle/config/cube.js"));
    }
  }

  private static Path resourceFolder(String name) {
    try {
      return Path.of(OracleProject.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no folder of resources " + name, e);
    }
  }
}
