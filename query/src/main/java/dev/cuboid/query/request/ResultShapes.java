package dev.cuboid.query.request;

import dev.cuboid.query.Query.TimeDimension;
import dev.cuboid.query.ResultFormat;
import dev.cuboid.query.ResultShape;
import dev.cuboid.query.SqlQuery.ResultColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says how the rows of a query are printed. */
public final class ResultShapes {

  private ResultShapes() {}

  /**
   * @param query whose rows are printed
   * @param columns of its SQL
   * @param type of the request that the query is part of
   */
  public static ResultShape of(NormalizedQuery query, List<ResultColumn> columns, QueryType type) {
    List<ResultShape.Output> outputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      outputs.add(new ResultShape.Column(columns.get(i).member(), i));
      names.add(columns.get(i).member());
    }
    addTimes(query, columns, type, outputs, names);
    query
        .compareDateRange()
        .ifPresent(range -> outputs.add(new ResultShape.Constant("compareDateRange", range)));
    // Blended results come as objects, whatever form was asked for.
    return new ResultShape(
        outputs, type == QueryType.BLENDING ? ResultFormat.DEFAULT : query.format());
  }

  /** A time dimension is printed without its granularity too, and in blending under one name. */
  private static void addTimes(
      NormalizedQuery query,
      List<ResultColumn> columns,
      QueryType type,
      List<ResultShape.Output> outputs,
      Set<String> names) {
    for (TimeDimension timeDimension : query.query().timeDimensions()) {
      Optional<String> granularity = timeDimension.granularity();
      if (granularity.isEmpty()) {
        continue;
      }
      int index = indexOf(timeDimension.dimension() + "." + granularity.get(), columns);
      if (index >= 0 && names.add(timeDimension.dimension())) {
        outputs.add(new ResultShape.Column(timeDimension.dimension(), index));
      }
      if (index >= 0 && type == QueryType.BLENDING && names.add("time." + granularity.get())) {
        outputs.add(new ResultShape.Column("time." + granularity.get(), index));
      }
    }
  }

  private static int indexOf(String member, List<ResultColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).member().equals(member)) {
        return i;
      }
    }
    return -1;
  }
}
