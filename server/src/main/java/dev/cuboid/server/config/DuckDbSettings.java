package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of DuckDB.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/data-sources/duckdb">Cube, DuckDB</a>
 */
public final class DuckDbSettings {

  private static final Declarations DECLARED = new Declarations(Group.DATABASE);

  public static final Setting<String> PATH =
      DECLARED.text("CUBEJS_DB_DUCKDB_DATABASE_PATH", "DuckDB's file; in memory without it");
  public static final Setting<String> SCHEMA =
      DECLARED.text("CUBEJS_DB_DUCKDB_SCHEMA", "DuckDB's schema for names without one");
  public static final Setting<String> MEMORY_LIMIT =
      DECLARED.text("CUBEJS_DB_DUCKDB_MEMORY_LIMIT", "DuckDB's memory, such as `2GB`");
  public static final Setting<List<String>> DIRECTORIES =
      DECLARED.list(
          "CUBOID_DB_DUCKDB_DIRECTORIES",
          "folders, files and beginnings of addresses, such as `https://data.example/`, that DuckDB's"
              + " queries may read; none without it");
  public static final Setting<List<String>> EXTENSIONS =
      DECLARED.list(
          "CUBEJS_DB_DUCKDB_EXTENSIONS",
          "extensions of DuckDB that are installed and loaded at its start");
  public static final Setting<List<String>> COMMUNITY_EXTENSIONS =
      DECLARED.list(
          "CUBEJS_DB_DUCKDB_COMMUNITY_EXTENSIONS", "the same from the community's repository");
  public static final Setting<Boolean> S3_CREDENTIAL_CHAIN =
      DECLARED.flag(
          "CUBEJS_DB_DUCKDB_S3_USE_CREDENTIAL_CHAIN",
          "false",
          "whether the credentials for S3 are looked up as AWS's tools do");

  /** Settings for S3 and what speaks its protocol, by DuckDB's names for them. */
  private static final Map<String, Setting<String>> S3 = new LinkedHashMap<>();

  static {
    S3.put("s3_region", DECLARED.text("CUBEJS_DB_DUCKDB_S3_REGION", "the region of S3"));
    S3.put(
        "s3_endpoint",
        DECLARED.text("CUBEJS_DB_DUCKDB_S3_ENDPOINT", "another host than AWS's for S3"));
    S3.put(
        "s3_access_key_id",
        DECLARED.text("CUBEJS_DB_DUCKDB_S3_ACCESS_KEY_ID", "the id of an access key for S3"));
    S3.put(
        "s3_secret_access_key",
        DECLARED.secret("CUBEJS_DB_DUCKDB_S3_SECRET_ACCESS_KEY", "the secret of that key"));
    S3.put(
        "s3_session_token",
        DECLARED.secret("CUBEJS_DB_DUCKDB_S3_SESSION_TOKEN", "the token of a temporary key"));
    S3.put(
        "s3_use_ssl",
        DECLARED.text("CUBEJS_DB_DUCKDB_S3_USE_SSL", "whether S3 is asked over HTTPS, `true`"));
    S3.put(
        "s3_url_style",
        DECLARED.text(
            "CUBEJS_DB_DUCKDB_S3_URL_STYLE", "how a bucket is named to S3, `vhost` or `path`"));
  }

  private DuckDbSettings() {}

  static List<Setting<?>> all() {
    return DECLARED.all();
  }

  /** Settings for S3, by DuckDB's names for them. */
  public static Map<String, Setting<String>> s3() {
    return Map.copyOf(S3);
  }
}
