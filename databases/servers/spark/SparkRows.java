import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the queries of its input in Spark. A line of input is a query and its parameters, which it
 * names {@code :p1} and so on, a line of output a row, and an empty line ends an answer; each value
 * is Base64, null a dash.
 */
final class SparkRows {

  private SparkRows() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.warehouse.dir", arguments[0])
            .getOrCreate();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split(" ", -1);
      Map<String, Object> parameters = new HashMap<>();
      for (int index = 1; index < parts.length; index++) {
        parameters.put("p" + index, decoded(parts[index]));
      }
      try {
        List<Row> rows = spark.sql(decoded(parts[0]), parameters).collectAsList();
        for (Row row : rows) {
          StringBuilder values = new StringBuilder();
          for (int column = 0; column < row.length(); column++) {
            Object value = row.get(column);
            values
                .append(column == 0 ? "" : " ")
                .append(value == null ? "-" : encoded(value.toString()));
          }
          out.println(values);
        }
      } catch (Exception e) {
        out.println("! " + encoded(String.valueOf(e.getMessage())));
      }
      out.println();
    }
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
