package dev.cuboid.conformance;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plain SQL on the shop's data: what the answers have to be. */
final class ShopSql implements AutoCloseable {

  /** Where a query keeps to a company; without one it is true. */
  private static final String COMPANY = "$company";

  private final Connection connection;

  private ShopSql(Connection connection) {
    this.connection = connection;
  }

  static ShopSql open(Path database) throws SQLException {
    return new ShopSql(DriverManager.getConnection("jdbc:duckdb:" + database));
  }

  /**
   * The rows as text, numbers without trailing zeros.
   *
   * @param sql holds {@code $company} where the company's number is compared: {@code o.company_id =
   *     $company}
   * @param company whose rows; empty for all
   */
  List<List<@Nullable String>> rows(String sql, OptionalInt company) throws SQLException {
    String compared = company.isPresent() ? Integer.toString(company.getAsInt()) : "o.company_id";
    try (PreparedStatement statement = connection.prepareStatement(sql.replace(COMPANY, compared));
        ResultSet result = statement.executeQuery()) {
      int width = result.getMetaData().getColumnCount();
      List<List<@Nullable String>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int column = 1; column <= width; column++) {
          row.add(comparable(result.getString(column)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** The rows of an answer, in the form in which {@link #rows} gives them. */
  static List<List<@Nullable String>> comparable(JsonNode rows) {
    List<List<@Nullable String>> comparable = new ArrayList<>();
    for (JsonNode row : rows) {
      List<@Nullable String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.isNull() ? null : comparable(cell.asString())));
      comparable.add(cells);
    }
    return comparable;
  }

  /** How many zeros follow a number's last digit says nothing about the number. */
  private static @Nullable String comparable(@Nullable String cell) {
    if (cell == null || !cell.matches("-?\\d+(\\.\\d+)?")) {
      return cell;
    }
    return new BigDecimal(cell).stripTrailingZeros().toPlainString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
