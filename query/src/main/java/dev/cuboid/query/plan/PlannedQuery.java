package dev.cuboid.query.plan;

import dev.cuboid.query.QueryException;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.SqlQuery;
import java.util.List;

/**
 * A query whose members were looked up: its SQL, and what else is known of it without a database.
 * Used by one thread.
 */
public sealed interface PlannedQuery permits FreshPlan, FilledPlan {

  /**
   * The SQL of its rows. Columns are in the order dimensions, time dimensions, measures.
   *
   * @throws QueryException when the query asks for what cannot be
   */
  SqlQuery sql();

  /**
   * The SQL of the number of rows that the query has without its limit, in one row and column.
   *
   * @throws QueryException as {@link #sql}
   */
  SqlQuery total();

  /**
   * What tells that the query's results have become old, one for each of its cubes.
   *
   * @throws QueryException as {@link #sql}
   */
  List<RefreshKeyQuery> refreshKeys();

  /**
   * The query in the form in which it is compared with pre-aggregations.
   *
   * @throws QueryException as {@link #sql}
   */
  TransformedQuery transformed();

  /**
   * Every member that the query's SQL touches, those behind a view's and a formula's members too.
   *
   * @throws QueryException as {@link #sql}
   */
  List<String> memberNames();
}
