package dev.cuboid.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.DuckDb;
import dev.cuboid.engine.source.DataSourceConfig.ExternalAccess;
import dev.cuboid.engine.source.DataSourceConfig.Jdbc;
import dev.cuboid.engine.source.DataSourceConfig.Postgres;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.DatabaseSettings;
import dev.cuboid.server.config.Environment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSourceCatalogTest {

  private static final Path PROJECT = Path.of("/project");

  @ParameterizedTest
  @CsvSource({"CUBEJS_DB_NAME", "CUBEJS_DB_SCHEMA", "CUBEJS_DATABASE"})
  void theDatabaseIsNamedByTheVariableOrAFormerOne(String variable) {
    DataSourceConfig config = read("CUBEJS_DB_TYPE", "postgres", variable, "shop");

    assertThat(((Postgres) config).database()).isEqualTo("shop");
  }

  @Test
  void aWholeAddressSaysTheKindOfDatabase() {
    Jdbc config =
        (Jdbc)
            read(
                "CUBEJS_DB_TYPE",
                "jdbc",
                "CUBEJS_JDBC_URL",
                "jdbc:trino://trino.internal:8443/hive?source=cuboid",
                "CUBEJS_DB_USER",
                "reader");

    assertThat(config.dbType()).isEqualTo("trino");
    assertThat(config.url()).isEqualTo("jdbc:trino://trino.internal:8443/hive?source=cuboid");
    assertThat(config.user()).isEqualTo("reader");
    assertThat(config.properties()).isEqualTo(Map.of("timezone", "UTC"));
  }

  @Test
  void aDescribedDatabaseIsNotThatOfTheEnvironmentsAddress() {
    Environment environment =
        Environment.of(
            Map.of(
                "CUBEJS_DB_TYPE", "jdbc", "CUBEJS_JDBC_URL", "jdbc:mysql://shared.internal/all"));

    Jdbc config =
        (Jdbc)
            DataSourceCatalog.ofDescriptions(environment, PROJECT)
                .described(
                    "default",
                    Map.of(
                        DatabaseSettings.TYPE, "mysql",
                        DatabaseSettings.HOST, "tenant.internal",
                        DatabaseSettings.NAME, "own"));

    assertThat(config.url()).isEqualTo("jdbc:mysql://tenant.internal:3306/own");
  }

  @Test
  void aFormerVariableNamesTheCatalog() {
    Jdbc config = (Jdbc) read("CUBEJS_DB_TYPE", "trino", "CUBEJS_DB_CATALOG", "hive");

    assertThat(config.url()).isEqualTo("jdbc:trino://localhost:8080/hive");
  }

  @Test
  void settingsOfS3OpenS3AndNothingElse() {
    DuckDb config =
        (DuckDb)
            read(
                "CUBEJS_DB_TYPE",
                "duckdb",
                "CUBEJS_DB_DUCKDB_S3_REGION",
                "eu-west-1",
                "CUBEJS_DB_DUCKDB_S3_SECRET_ACCESS_KEY",
                "the secret");

    assertThat(config.externalAccess())
        .contains(
            new ExternalAccess(
                List.of("s3://"),
                List.of("httpfs"),
                List.of(),
                Map.of(
                    "s3_region",
                    new Secret("eu-west-1"),
                    "s3_secret_access_key",
                    new Secret("the secret")),
                false));
  }

  @Test
  void foldersAreThoseOfTheProjectAndAddressesStayAsTheyAre() {
    DuckDb config =
        (DuckDb)
            read(
                "CUBEJS_DB_TYPE",
                "duckdb",
                "CUBEJS_DB_DUCKDB_COMMUNITY_EXTENSIONS",
                "h3",
                "CUBOID_DB_DUCKDB_DIRECTORIES",
                "data,https://files.example/");

    assertThat(config.externalAccess())
        .contains(
            new ExternalAccess(
                List.of("/project/data", "https://files.example/"),
                List.of(),
                List.of("h3"),
                Map.of(),
                false));
  }

  @Test
  void eachDataSourceHasVariablesOfItsOwn() {
    Environment environment =
        Environment.of(
            Map.of(
                "CUBEJS_DATASOURCES", "default,files",
                "CUBEJS_DB_TYPE", "duckdb",
                "CUBEJS_DS_FILES_DB_TYPE", "duckdb",
                "CUBOID_DS_FILES_DB_DUCKDB_DIRECTORIES", "data"));

    DataSourceCatalog catalog = DataSourceCatalog.ofEnvironment(environment, PROJECT);

    assertThat(((DuckDb) catalog.shared("default")).externalAccess()).isEqualTo(Optional.empty());
    assertThat(((DuckDb) catalog.shared("files")).externalAccess().orElseThrow().readable())
        .containsExactly("/project/data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CUBEJS_DB_TYPE=jdbc | CUBEJS_JDBC_URL is needed where CUBEJS_DB_TYPE is jdbc
          CUBEJS_DB_TYPE=jdbc CUBEJS_JDBC_URL=jdbc:h2:mem | CUBEJS_JDBC_URL does not begin with the address of a database that is supported: jdbc: and one of athena, bigquery, ch, clickhouse, databricks, mariadb, mysql, oracle, presto, snowflake, sqlite, sqlserver, trino
          CUBEJS_DB_TYPE=trino | CUBEJS_DB_PRESTO_CATALOG is needed where CUBEJS_DB_TYPE is trino
          CUBEJS_DB_TYPE=postgres CUBEJS_DB_SSL=true CUBEJS_DB_SSL_CA=nowhere.pem | CUBEJS_DB_SSL_CA is neither PEM text nor a file that can be read
          CUBEJS_DB_TYPE=postgres CUBEJS_DB_SSL=true CUBEJS_DB_SSL_CERT=-----BEGIN | CUBEJS_DB_SSL_CERT and CUBEJS_DB_SSL_KEY are needed together
          CUBEJS_DB_TYPE=postgres CUBEJS_DB_SSL=true CUBEJS_DB_SSL_CERT=-----BEGIN CUBEJS_DB_SSL_KEY=-----BEGIN | a certificate or key of CUBEJS_DB_SSL_* cannot be used: the key must be in PKCS#8 form (BEGIN PRIVATE KEY or BEGIN ENCRYPTED PRIVATE KEY); 'openssl pkcs8 -topk8' converts it
          CUBEJS_DB_TYPE=mysql CUBEJS_DB_SSL=true CUBEJS_DB_SSL_SERVERNAME=a | CUBEJS_DB_TYPE is mysql, but CUBEJS_DB_SSL_SERVERNAME cannot be given to its driver
          CUBEJS_DB_TYPE=duckdb CUBEJS_DB_DUCKDB_EXTENSIONS=a;b | CUBEJS_DB_TYPE is duckdb, but 'a;b' is not a name of an extension or setting of DuckDB
          """)
  void whatCannotBeUsedIsSaid(String variables, String error) {
    String[] words = variables.replace("=", " ").split(" ");

    assertThatThrownBy(() -> read(words))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(error);
  }

  private static DataSourceConfig read(String... namesAndValues) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return DataSourceCatalog.ofEnvironment(Environment.of(variables), PROJECT).shared("default");
  }
}
