package dev.cuboid.query.plan;

import dev.cuboid.model.FilterArgument.SqlCallback;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Sequence;
import dev.cuboid.query.sql.SqlExpression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Hands parameters to an author's function as texts and finds them again in what it returns. The
 * texts are of characters that mean nothing to anybody, so that no SQL has them by chance.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\uE0C0(\\d{1,6})\uE0C1");

  private Placeholders() {}

  /**
   * @param template prints SQL of the author
   */
  static SqlExpression apply(
      SqlCallback callback,
      List<SqlExpression> parameters,
      Function<SqlTemplate, SqlExpression> template) {
    List<String> names =
        IntStream.range(0, parameters.size()).mapToObj(each -> "\uE0C0" + each + "\uE0C1").toList();
    List<SqlExpression> parts = new ArrayList<>();
    for (SqlPart part : callback.apply(names).parts()) {
      if (part instanceof SqlPart.Text(String sql)) {
        split(sql, parameters, parts);
      } else {
        parts.add(template.apply(new SqlTemplate(List.of(part))));
      }
    }
    return new Sequence(parts);
  }

  private static void split(String sql, List<SqlExpression> parameters, List<SqlExpression> parts) {
    Matcher found = PLACEHOLDER.matcher(sql);
    int end = 0;
    while (found.find()) {
      int number = Integer.parseInt(found.group(1));
      if (number < parameters.size()) {
        parts.add(new Text(sql.substring(end, found.start())));
        parts.add(parameters.get(number));
        end = found.end();
      }
    }
    parts.add(new Text(sql.substring(end)));
  }
}
