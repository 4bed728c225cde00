package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The variables of DuckDB.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/data-sources/duckdb">Cube, DuckDB</a>
 */
public final class DuckDbSettings {

  public static final Setting<String> PATH =
      text("CUBEJS_DB_DUCKDB_DATABASE_PATH", "DuckDB's file; in memory without it");
  public static final Setting<String> SCHEMA =
      text("CUBEJS_DB_DUCKDB_SCHEMA", "DuckDB's schema for names without one");
  public static final Setting<String> MEMORY_LIMIT =
      text("CUBEJS_DB_DUCKDB_MEMORY_LIMIT", "DuckDB's memory, such as `2GB`");
  public static final Setting<List<String>> DIRECTORIES =
      list(
          "CUBOID_DB_DUCKDB_DIRECTORIES",
          "folders, files and beginnings of addresses, such as `https://data.example/`, that DuckDB's"
              + " queries may read; none without it");
  public static final Setting<List<String>> EXTENSIONS =
      list(
          "CUBEJS_DB_DUCKDB_EXTENSIONS",
          "extensions of DuckDB that are installed and loaded at its start");
  public static final Setting<List<String>> COMMUNITY_EXTENSIONS =
      list("CUBEJS_DB_DUCKDB_COMMUNITY_EXTENSIONS", "the same from the community's repository");
  public static final Setting<Boolean> S3_CREDENTIAL_CHAIN =
      setting(
          "CUBEJS_DB_DUCKDB_S3_USE_CREDENTIAL_CHAIN",
          "true or false",
          Optional.of("false"),
          "whether the credentials for S3 are looked up as AWS's tools do",
          /* secret= */ false,
          Parsers::flag);

  /** Settings for S3 and what speaks its protocol, by DuckDB's names for them. */
  private static final Map<String, Setting<String>> S3 = new LinkedHashMap<>();

  static {
    S3.put("s3_region", text("CUBEJS_DB_DUCKDB_S3_REGION", "the region of S3"));
    S3.put("s3_endpoint", text("CUBEJS_DB_DUCKDB_S3_ENDPOINT", "another host than AWS's for S3"));
    S3.put(
        "s3_access_key_id",
        text("CUBEJS_DB_DUCKDB_S3_ACCESS_KEY_ID", "the id of an access key for S3"));
    S3.put(
        "s3_secret_access_key",
        secret("CUBEJS_DB_DUCKDB_S3_SECRET_ACCESS_KEY", "the secret of that key"));
    S3.put(
        "s3_session_token",
        secret("CUBEJS_DB_DUCKDB_S3_SESSION_TOKEN", "the token of a temporary key"));
    S3.put(
        "s3_use_ssl",
        text("CUBEJS_DB_DUCKDB_S3_USE_SSL", "whether S3 is asked over HTTPS, `true`"));
    S3.put(
        "s3_url_style",
        text("CUBEJS_DB_DUCKDB_S3_URL_STYLE", "how a bucket is named to S3, `vhost` or `path`"));
  }

  private DuckDbSettings() {}

  static List<Setting<?>> all() {
    return Stream.concat(
            Stream.of(
                PATH,
                SCHEMA,
                MEMORY_LIMIT,
                DIRECTORIES,
                EXTENSIONS,
                COMMUNITY_EXTENSIONS,
                S3_CREDENTIAL_CHAIN),
            S3.values().stream())
        .<Setting<?>>map(setting -> setting)
        .toList();
  }

  /** Settings for S3, by DuckDB's names for them. */
  public static Map<String, Setting<String>> s3() {
    return Map.copyOf(S3);
  }

  private static Setting<String> text(String name, String help) {
    return setting(name, "a text", Optional.empty(), help, /* secret= */ false, Parsers::text);
  }

  private static Setting<String> secret(String name, String help) {
    return setting(name, "a text", Optional.empty(), help, /* secret= */ true, Parsers::text);
  }

  private static Setting<List<String>> list(String name, String help) {
    return setting(
        name,
        "a list with commas between",
        Optional.empty(),
        help,
        /* secret= */ false,
        Parsers::list);
  }

  private static <T> Setting<T> setting(
      String name,
      String form,
      Optional<String> holds,
      String help,
      boolean secret,
      Function<String, T> parser) {
    return new Setting<>(name, Group.DATABASE, form, holds, help, secret, parser);
  }
}
