package dev.cuboid.query.dialect;

/**
 * What type holds a number that a client wrote as a text. A whole or decimal number is compared
 * exactly with columns of such types; anything else is the database's to read, or to refuse.
 *
 * @param whole the type of whole numbers of up to 18 digits
 * @param decimal the type of decimals, with {@code %d} for their digits after the point
 * @param fraction the type of others
 */
record NumberText(String whole, String decimal, String fraction) {

  String typeOf(String text) {
    return switch (NumberForm.of(text)) {
      case WHOLE -> whole;
      case DECIMAL -> decimal.formatted(text.length() - 1 - text.indexOf('.'));
      case OTHER -> fraction;
    };
  }
}
