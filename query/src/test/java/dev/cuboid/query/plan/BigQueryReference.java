package dev.cuboid.query.plan;

import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.PreparedQuery;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.TableContent;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLType.TypeKind;
import dev.cuboid.query.SqlQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Google's own parser, analyzer and reference implementation of the SQL that BigQuery speaks, over
 * the tables of the shop.
 */
final class BigQueryReference {

  private static final Map<String, Map<String, TypeKind>> TABLES =
      Map.of(
          "cities",
          columns("name STRING, country STRING"),
          "customers",
          columns("id INT64, tenant INT64, city STRING, age INT64"),
          "orders",
          columns(
              "id INT64, tenant INT64, customer_id INT64, status STRING, amount NUMERIC,"
                  + " note STRING, created_at TIMESTAMP"),
          "items",
          columns("id INT64, order_id INT64, product STRING, quantity INT64"),
          "payments",
          columns("order_id INT64, part INT64, paid NUMERIC"),
          "targets",
          columns("id INT64, city STRING, amount INT64"));

  private final LanguageOptions language;
  private final SimpleCatalog catalog;
  private final Map<String, TableContent> contents;

  private BigQueryReference(
      LanguageOptions language, SimpleCatalog catalog, Map<String, TableContent> contents) {
    this.language = language;
    this.catalog = catalog;
    this.contents = contents;
  }

  private static Map<String, TypeKind> columns(String text) {
    Map<String, TypeKind> columns = new LinkedHashMap<>();
    for (String column : text.split(",\\s*", -1)) {
      String[] parts = column.split(" ", -1);
      columns.put(parts[0], TypeKind.valueOf("TYPE_" + parts[1]));
    }
    return columns;
  }

  /**
   * @param source of the tables' rows
   */
  static BigQueryReference create(TestDatabase source) {
    LanguageOptions language = new LanguageOptions();
    language.enableMaximumLanguageFeatures();
    language.setProductMode(ProductMode.PRODUCT_EXTERNAL);
    SimpleCatalog catalog = new SimpleCatalog("shop");
    catalog.addZetaSQLFunctionsAndTypes(new ZetaSQLBuiltinFunctionOptions(language));
    Map<String, TableContent> contents = new HashMap<>();
    TABLES.forEach(
        (name, columns) -> {
          SimpleTable table = new SimpleTable(name);
          columns.forEach(
              (column, kind) -> table.addSimpleColumn(column, TypeFactory.createSimpleType(kind)));
          catalog.addSimpleTable(table);
          contents.put(name, TableContent.create(rows(source, name, columns)));
        });
    return new BigQueryReference(language, catalog, Map.copyOf(contents));
  }

  private static List<List<Value>> rows(
      TestDatabase source, String table, Map<String, TypeKind> columns) {
    String selected =
        columns.entrySet().stream()
            .map(
                column ->
                    column.getValue() == TypeKind.TYPE_TIMESTAMP
                        ? "timezone('UTC', " + column.getKey() + ")"
                        : column.getKey())
            .collect(Collectors.joining(", "));
    String sql = "SELECT " + selected + " FROM " + table;
    List<TypeKind> kinds = List.copyOf(columns.values());
    List<List<Value>> rows = new ArrayList<>();
    for (List<String> texts : source.rows(new SqlQuery(sql, List.of(), List.of(), "default"))) {
      List<Value> row = new ArrayList<>();
      for (int column = 0; column < kinds.size(); column++) {
        row.add(value(kinds.get(column), texts.get(column)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Value value(TypeKind kind, String text) {
    if (text.equals("null")) {
      return Value.createSimpleNullValue(kind);
    }
    return switch (kind) {
      case TYPE_INT64 -> Value.createInt64Value(Long.parseLong(text));
      case TYPE_NUMERIC -> Value.createNumericValue(new BigDecimal(text));
      case TYPE_TIMESTAMP -> Value.createTimestampValueFromUnixMicros(micros(text));
      default -> Value.createStringValue(text);
    };
  }

  private static long micros(String time) {
    Instant instant = LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** Rows in the form of {@link TestDatabase#rows}. */
  List<List<String>> rows(SqlQuery query) {
    AnalyzerOptions options = new AnalyzerOptions();
    options.setLanguageOptions(language);
    options.setDefaultTimezone("UTC");
    Map<String, Value> parameters = new HashMap<>();
    StringBuilder sql = new StringBuilder();
    // The reference implementation takes parameters by name only.
    String[] pieces = query.sql().split("\\?", -1);
    for (int index = 0; index < pieces.length; index++) {
      sql.append(pieces[index]);
      if (index < pieces.length - 1) {
        Value value = parameter(query.parameters().get(index));
        sql.append("@p").append(index);
        parameters.put("p" + index, value);
        options.addQueryParameter("p" + index, value.getType());
      }
    }
    PreparedQuery.Builder builder =
        PreparedQuery.builder()
            .setSql(sql.toString())
            .setAnalyzerOptions(options)
            .setCatalog(catalog)
            .setTablesContents(contents);
    try (PreparedQuery prepared = builder.prepare()) {
      return prepared.execute(parameters).getTableData().stream()
          .map(row -> row.stream().map(BigQueryReference::text).toList())
          .toList();
    }
  }

  private static Value parameter(@Nullable Object value) {
    return switch (value) {
      case null -> Value.createSimpleNullValue(TypeKind.TYPE_STRING);
      case String text -> Value.createStringValue(text);
      case Boolean truth -> Value.createBoolValue(truth);
      case Integer number -> Value.createInt64Value(number);
      case Long number -> Value.createInt64Value(number);
      default -> throw new IllegalArgumentException("a parameter of " + value.getClass());
    };
  }

  private static String text(Value value) {
    return TestDatabase.text(value.isNull() ? null : object(value));
  }

  private static Object object(Value value) {
    Type type = value.getType();
    return switch (type.getKind()) {
      case TYPE_INT64 -> value.getInt64Value();
      case TYPE_DOUBLE -> value.getDoubleValue();
      case TYPE_NUMERIC -> value.getNumericValue();
      case TYPE_BIGNUMERIC -> value.getBigNumericValue();
      case TYPE_BOOL -> value.getBoolValue();
      case TYPE_DATETIME -> value.getLocalDateTimeValue();
      case TYPE_TIMESTAMP ->
          Instant.EPOCH
              .plus(value.getTimestampUnixMicros(), ChronoUnit.MICROS)
              .atOffset(ZoneOffset.UTC);
      default -> value.getStringValue();
    };
  }
}
