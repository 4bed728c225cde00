package dev.cuboid.engine.source;

/**
 * How Cube's driver for a database gives its values.
 *
 * @param wholeNumbersQuoted whether numbers of up to 32 bits are strings
 * @param bigNumbersQuoted whether numbers of 64 bits are strings
 * @param fractionsQuoted whether doubles are strings
 * @param decimalsStripped whether decimals lose the zeros at their end
 * @param timesAsStored whether times outside of time members are as the database writes them
 */
record ValueStyle(
    boolean wholeNumbersQuoted,
    boolean bigNumbersQuoted,
    boolean fractionsQuoted,
    boolean decimalsStripped,
    boolean timesAsStored) {

  /**
   * @param dbType as Cube names the database
   */
  static ValueStyle of(String dbType) {
    return switch (dbType) {
      case "mysql", "mysqlauroraserverless", "mariadb" ->
          new ValueStyle(false, false, false, false, true);
      case "prestodb", "trino", "athena" -> new ValueStyle(false, false, false, false, true);
      case "clickhouse" -> new ValueStyle(true, true, true, true, false);
      default -> new ValueStyle(false, true, false, false, false);
    };
  }
}
