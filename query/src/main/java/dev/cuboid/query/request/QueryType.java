package dev.cuboid.query.request;

/** What kind of request a client makes, as answers name it. */
public enum QueryType {
  REGULAR("regularQuery"),
  COMPARE_DATE_RANGE("compareDateRangeQuery"),
  BLENDING("blendingQuery");

  private final String text;

  QueryType(String text) {
    this.text = text;
  }

  /** Its name in an answer. */
  public String text() {
    return text;
  }
}
