package dev.cuboid.query.plan;

import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.MultiStage;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import java.util.List;
import java.util.Set;

/**
 * A measure that is aggregated from rows, not computed from other measures.
 *
 * @param cubes from whose rows it is computed, its own first
 * @param keyCubes whose primary keys say which of these rows are the same
 */
record Leaf(ResolvedMember member, Set<String> cubes, Set<String> keyCubes) {

  String key() {
    return member.key();
  }

  Measure measure() {
    return member.measure();
  }

  /** Its column in a subquery. */
  String alias() {
    return Names.alias(member.cube(), measure().info().name());
  }

  boolean isRolling() {
    return measure().rollingWindow().isPresent() || measure().type() == MeasureType.RUNNING_TOTAL;
  }

  boolean isMultiStage() {
    return measure().multiStage().isPresent();
  }

  /** Counts rows of its cube rather than values of a column. */
  boolean countsRows() {
    return switch (measure().type()) {
      case COUNT -> measure().sql().isEmpty() && !isChosen();
      case NUMBER -> measure().sql().filter(Leaf::isCountOfRows).isPresent();
      default -> false;
    };
  }

  /** Whether its formula is a {@code case}. */
  private boolean isChosen() {
    return measure().multiStage().flatMap(MultiStage::choice).isPresent();
  }

  private static boolean isCountOfRows(SqlTemplate sql) {
    return sql.parts().size() == 1
        && sql.parts().getFirst() instanceof SqlPart.Text(String text)
        && text.strip().equalsIgnoreCase("count(*)");
  }

  /** Carries its own aggregate function somewhere in the author's SQL. */
  boolean isOpaque() {
    return switch (measure().type()) {
      case NUMBER, STRING, BOOLEAN, TIME, NUMBER_AGG, RANK -> !countsRows();
      case COUNT, COUNT_DISTINCT, COUNT_DISTINCT_APPROX, SUM, AVG, MIN, MAX, RUNNING_TOTAL -> false;
    };
  }

  /** Gives the same where rows appear several times. */
  boolean ignoresRepetition() {
    return switch (measure().type()) {
      case COUNT_DISTINCT, COUNT_DISTINCT_APPROX, MIN, MAX -> true;
      case COUNT, NUMBER -> countsRows() && member.cube().primaryKey().size() == 1;
      case SUM, AVG, STRING, BOOLEAN, TIME, RUNNING_TOTAL, NUMBER_AGG, RANK -> false;
    };
  }

  /** Can be computed from the values of smaller groups. */
  boolean isAdditive() {
    return switch (measure().type()) {
      case COUNT, SUM, MIN, MAX, RUNNING_TOTAL -> true;
      case NUMBER -> countsRows();
      case COUNT_DISTINCT, COUNT_DISTINCT_APPROX, AVG, STRING, BOOLEAN, TIME, NUMBER_AGG, RANK ->
          false;
    };
  }

  List<SqlTemplate> filters() {
    return measure().filters();
  }
}
