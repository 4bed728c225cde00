package dev.cuboid.server.rest;

import dev.cuboid.query.Query.TimeDimension;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ResultColumn;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The names of members in SQL, as {@code /sql} tells them. */
final class SqlAliases {

  private SqlAliases() {}

  /** Each alias with its member. */
  static ObjectNode byAlias(SqlQuery sql) {
    ObjectNode json = Json.object();
    sql.columns().forEach(column -> json.put(column.alias(), column.member()));
    return json;
  }

  /** The alias of a time dimension; without a granularity, as it would be by day. */
  static String timeDimension(TimeDimension timeDimension, SqlQuery sql) {
    String granularity = timeDimension.granularity().orElse("day");
    String member = timeDimension.dimension() + "." + granularity;
    return sql.columns().stream()
        .filter(column -> column.member().equals(member))
        .map(ResultColumn::alias)
        .findFirst()
        .orElseGet(
            () ->
                timeDimension
                        .dimension()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .replaceAll("(?<=[A-Z])(?=[A-Z][a-z])", "_")
                        .toLowerCase(Locale.ROOT)
                        .replace(".", "__")
                    + "_"
                    + granularity);
  }
}
