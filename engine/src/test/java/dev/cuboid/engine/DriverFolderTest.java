package dev.cuboid.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.source.DataSourceConfig.Jdbc;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverFolderTest {

  /** A driver that nobody knows, for a database that everybody has. */
  private static final String DRIVER =
      """
      package driver;

      import java.sql.*;
      import java.util.Properties;
      import java.util.logging.Logger;

      public class FolderDriver implements Driver {
        public Connection connect(String url, Properties properties) throws SQLException {
          if (!properties.getProperty("password").equals("right")) {
            throw new SQLException("the password is wrong");
          }
          return DriverManager.getConnection("jdbc:duckdb:");
        }
        public boolean acceptsURL(String url) { return url.startsWith("jdbc:folder:"); }
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
          return new DriverPropertyInfo[0];
        }
        public int getMajorVersion() { return 1; }
        public int getMinorVersion() { return 0; }
        public boolean jdbcCompliant() { return false; }
        public Logger getParentLogger() { return Logger.getGlobal(); }
      }
      """;

  @TempDir private Path directory;

  @Test
  void findsADriverInTheFolderEvenIfItIsPutThereLater() throws IOException {
    Path drivers = Files.createDirectory(directory.resolve("drivers"));
    try (QueryEngine engine = engine(drivers, "right")) {
      assertThatThrownBy(() -> load(engine, "SELECT 1"))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("No JDBC driver for 'jdbc:folder' was found. Put its jar into " + drivers);
      writeDriver(drivers.resolve("folder-driver.jar"));
      assertThat(load(engine, "SELECT 5::BIGINT")).isEqualTo("[{\"A.value\":\"5\"}]");
      engine.testConnection("default");
      assertThat(engine.dbType("default")).isEqualTo("folder");
    }
    try (QueryEngine engine = engine(drivers, "wrong")) {
      assertThatThrownBy(() -> load(engine, "SELECT 1")).hasMessage("the password is wrong");
    }
  }

  private void writeDriver(Path jar) throws IOException {
    Path source = directory.resolve("FolderDriver.java");
    Files.writeString(source, DRIVER);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", directory.toString(), source.toString());
    assertThat(result).isZero();
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("driver/FolderDriver.class"));
      out.write(Files.readAllBytes(directory.resolve("driver/FolderDriver.class")));
      out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
      out.write("driver.FolderDriver".getBytes(UTF_8));
    }
  }

  private static QueryEngine engine(Path drivers, String password) {
    Jdbc config =
        new Jdbc(
            "folder",
            "jdbc:folder:anything",
            "user",
            new Secret(password),
            new Tls.Disabled(),
            Map.of(),
            List.of("SET TimeZone = 'UTC'"),
            Optional.of(drivers),
            Limits.DEFAULT);
    return QueryEngine.create(
        EngineOptions.defaults(), Map.of("default", config), Clock.systemUTC());
  }

  private static String load(QueryEngine engine, String sql) {
    return engine.load(Queries.request(Queries.sql(sql))).data().toJson();
  }
}
