package dev.cuboid.query;

import java.util.List;

/**
 * How the rows of a result are printed.
 *
 * @param outputs what each row has, in order
 * @param format the form of the whole
 */
public record ResultShape(List<Output> outputs, ResultFormat format) {

  public ResultShape {
    outputs = List.copyOf(outputs);
  }

  /** One value of each row. */
  public sealed interface Output {

    /** Under which it is printed. */
    String name();
  }

  /**
   * A value from the database. Several outputs may print the same column: a time dimension is
   * printed with and without its granularity.
   *
   * @param columnIndex in {@link SqlQuery#columns()}, from 0
   */
  public record Column(String name, int columnIndex) implements Output {}

  /** The same text in every row, such as {@code compareDateRange}. */
  public record Constant(String name, String value) implements Output {}
}
