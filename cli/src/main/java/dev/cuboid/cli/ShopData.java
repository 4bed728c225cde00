package dev.cuboid.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the database of the shop at its first start. */
final class ShopData {

  private ShopData() {}

  /**
   * Makes the database unless it is there. It gets its name only when it is whole, so that a start
   * that was cut short leaves nothing behind.
   */
  static void create(Path script, Path database) throws IOException {
    if (Files.exists(database)) {
      return;
    }
    System.out.println("Making the shop's data: 120,000 orders over three years …");
    Path folder = database.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("the database needs a folder: " + database);
    }
    Files.createDirectories(folder);
    Path draft = folder.resolve(database.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + draft);
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(script));
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new IOException("the shop's data could not be made: " + e.getMessage(), e);
    }
    Files.move(draft, database, StandardCopyOption.ATOMIC_MOVE);
  }
}
