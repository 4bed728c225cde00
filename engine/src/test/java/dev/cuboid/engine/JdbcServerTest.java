package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.engine.source.DataSourceConfig.Jdbc;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.JdbcServer;
import dev.cuboid.engine.source.JdbcServer.Option;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JdbcServerTest {

  private static final Path DRIVERS = Path.of("drivers");
  private static final Tls.Enabled TLS = Tls.Enabled.of(/* verify= */ true);
  private static final String DATABRICKS =
      "jdbc:databricks://x.cloud.databricks.com:443;httpPath=/p";

  static Stream<Arguments> servers() {
    List<String> none = List.of();
    return Stream.of(
        arguments(
            server("athena", Map.of(Option.REGION, "eu-west-1", Option.WORKGROUP, "w")),
            "jdbc:athena://",
            Map.of("Region", "eu-west-1", "WorkGroup", "w", "Database", "shop"),
            none),
        arguments(
            server("bigquery", Map.of(Option.PROJECT, "p", Option.KEY_FILE, "/key.json")),
            "jdbc:bigquery://https://www.googleapis.com/bigquery/v2:443",
            Map.of(
                "ProjectId", "p",
                "OAuthPvtKeyPath", "/key.json",
                "OAuthType", "0",
                "DefaultDataset", "shop"),
            none),
        arguments(
            server("clickhouse", Map.of()),
            "jdbc:clickhouse://db.internal:8443/shop",
            Map.of("ssl", "true", "clickhouse_setting_join_use_nulls", "1"),
            none),
        arguments(
            server("clickhouse", Map.of(Option.READ_ONLY, "true", Option.COMPRESSED, "true")),
            "jdbc:clickhouse://db.internal:8443/shop",
            Map.of("ssl", "true", "compress", "true"),
            none),
        arguments(
            server("databricks-jdbc", Map.of(Option.URL, DATABRICKS, Option.CATALOG, "main")),
            DATABRICKS,
            Map.of("ConnCatalog", "main", "EnableArrow", "0"),
            List.of("SET TIME ZONE 'UTC'")),
        arguments(
            server("mariadb", Map.of()),
            "jdbc:mariadb://db.internal:3306/shop",
            Map.of("sslMode", "verify-full", "tinyInt1isBit", "false"),
            List.of("SET time_zone = '+00:00'")),
        arguments(
            server("mssql", Map.of()),
            "jdbc:sqlserver://db.internal:1433",
            Map.of("databaseName", "shop", "encrypt", "true", "trustServerCertificate", "false"),
            none),
        arguments(
            server("mssql", Map.of(Option.DOMAIN, "ACME")),
            "jdbc:sqlserver://db.internal:1433",
            Map.of(
                "databaseName", "shop",
                "encrypt", "true",
                "trustServerCertificate", "false",
                "domain", "ACME",
                "integratedSecurity", "true",
                "authenticationScheme", "NTLM"),
            none),
        arguments(
            server("mysql", Map.of()),
            "jdbc:mysql://db.internal:3306/shop",
            Map.of(
                "sslMode", "VERIFY_IDENTITY",
                "allowPublicKeyRetrieval", "false",
                "connectionTimeZone", "UTC",
                "tinyInt1isBit", "false"),
            List.of("SET time_zone = '+00:00'")),
        arguments(
            server("oracle", Map.of()),
            "jdbc:oracle:thin:@tcps://db.internal:1521/shop",
            Map.of("oracle.net.ssl_server_dn_match", "true"),
            List.of("ALTER SESSION SET TIME_ZONE = 'UTC'")),
        arguments(
            server("prestodb", Map.of(Option.CATALOG, "hive")),
            "jdbc:presto://db.internal:8080/hive/shop",
            Map.of("timeZoneId", "UTC", "SSL", "true"),
            none),
        arguments(
            server("snowflake", Map.of(Option.ACCOUNT, "acme-eu1", Option.WAREHOUSE, "small")),
            "jdbc:snowflake://db.internal/",
            Map.of(
                "db", "shop",
                "account", "acme-eu1",
                "warehouse", "small",
                "TIMEZONE", "UTC",
                "WEEK_START", "1",
                "JDBC_QUERY_RESULT_FORMAT", "JSON"),
            none),
        arguments(server("sqlite", Map.of()), "jdbc:sqlite:shop", Map.of("open_mode", "1"), none),
        arguments(
            server("trino", Map.of(Option.CATALOG, "hive")),
            "jdbc:trino://db.internal:8080/hive/shop",
            Map.of("timezone", "UTC", "SSL", "true"),
            none),
        arguments(
            server("trino", Map.of(Option.CATALOG, "hive", Option.ACCESS_TOKEN, "a.b.c")),
            "jdbc:trino://db.internal:8080/hive/shop",
            Map.of("timezone", "UTC", "SSL", "true", "accessToken", "a.b.c"),
            none),
        arguments(
            server("trino", Map.of(Option.URL, "jdbc:trino://a:1?source=cuboid")),
            "jdbc:trino://a:1?source=cuboid",
            Map.of("timezone", "UTC", "SSL", "true"),
            none));
  }

  private static JdbcServer server(String type, Map<Option, String> options) {
    return server(type, "db.internal", "shop", options);
  }

  private static JdbcServer server(
      String type, String host, String database, Map<Option, String> options) {
    return new JdbcServer(
        type,
        Optional.of(host),
        Optional.empty(),
        Optional.of(database),
        "reader",
        new Secret("password"),
        TLS,
        options);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void itsDriverIsToldInItsWords(
      JdbcServer server, String url, Map<String, String> properties, List<String> statements) {
    assertThat(JdbcServer.knows(server.dbType())).isTrue();
    assertThat(server.config(DRIVERS, Limits.DEFAULT))
        .isEqualTo(
            new Jdbc(
                server.dbType(),
                url,
                "reader",
                new Secret("password"),
                TLS,
                properties,
                statements,
                Optional.of(DRIVERS),
                Limits.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource({
    "mysql, db.internal/x?a=b, shop, host",
    "mysql, db.internal, shop?allowLoadLocalInfile=true, database",
    "clickhouse, db.internal, a/b, database",
    "oracle, db.internal, (DESCRIPTION=), database",
    "mssql, 'db;encrypt=false', shop, host"
  })
  void nothingThatEndsAPartOfTheUrlIsTaken(String type, String host, String database, String part) {
    assertThatThrownBy(() -> server(type, host, database, Map.of()).config(DRIVERS, Limits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the " + part + " of the database may have letters, digits and . _ - $ only");
  }

  @ParameterizedTest
  @CsvSource({
    "snowflake, CUBEJS_DB_SSL_CA",
    "clickhouse, CUBEJS_DB_SSL_CERT",
    "mysql, CUBEJS_DB_SSL_SERVERNAME"
  })
  void whatCannotBeGivenToADriverIsRefused(String type, String variable) {
    Tls.Enabled tls =
        switch (variable) {
          case "CUBEJS_DB_SSL_CA" -> TLS.withAuthorities("PEM");
          case "CUBEJS_DB_SSL_CERT" ->
              TLS.with(new Tls.OwnCertificate("PEM", new Secret("PEM"), Optional.empty()));
          default -> TLS.withServerName("another");
        };
    JdbcServer server =
        new JdbcServer(
            type,
            Optional.of("db.internal"),
            Optional.empty(),
            Optional.of("shop"),
            "reader",
            new Secret("password"),
            tls,
            Map.of());
    assertThatThrownBy(() -> server.config(DRIVERS, Limits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(variable + " cannot be given to its driver");
  }
}
