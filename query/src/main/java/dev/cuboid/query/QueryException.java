package dev.cuboid.query;

/** A query that cannot be answered, for a reason that its author can mend. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of answer Cube gives. */
  public enum Kind {
    /** Status 400, {@code {error}}. */
    BAD_REQUEST,
    /** Status 400, {@code {type: "UserError", error}}. */
    USER_ERROR
  }

  private final Kind kind;

  public QueryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
