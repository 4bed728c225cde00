package dev.cuboid.server.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cuboid.query.Query;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.query.plan.PlanPattern;
import dev.cuboid.query.plan.PlannedQuery;
import dev.cuboid.query.plan.QueryPlanner;
import dev.cuboid.query.plan.QueryShape;
import java.util.Optional;

/**
 * Plans queries. One that comes again with other values in its filters, in the same security
 * context, is not planned again. Thread-safe.
 */
final class KnownPlans {

  private static final int CAPACITY_IN_CHARACTERS = 16_000_000;

  /** Everything that a plan is made of; models are compared by identity. */
  private record Key(ModelView view, PlanContext context, Query shape) {}

  /** What is known of a shape. */
  private sealed interface Known {
    /** About how many characters it keeps in memory. */
    default int length() {
      return 0;
    }
  }

  /** It was asked for once, which is no reason to make a pattern. */
  private record Once() implements Known {}

  private record Pattern(PlanPattern pattern, PlanJson json) implements Known {
    @Override
    public int length() {
      return pattern.length();
    }

    Planned of(QueryShape shape) {
      return new Planned(pattern.with(shape.values()), json);
    }
  }

  /** Each of its queries has to be planned. */
  private record None() implements Known {}

  private final Cache<Key, Known> shapes =
      Caffeine.newBuilder()
          .maximumWeight(CAPACITY_IN_CHARACTERS)
          .weigher((Key key, Known known) -> key.shape().toString().length() + known.length())
          .expireAfterWrite(PreparedRequests.KEPT)
          .executor(Runnable::run)
          .build();

  /**
   * A plan.
   *
   * @param json what answers say of it, whatever the values are
   */
  record Planned(PlannedQuery query, PlanJson json) {}

  Planned planned(ModelView view, Query query, Caller caller) {
    QueryPlanner planner = view.planner(caller);
    PlanContext context = caller.planContext();
    // Another request's databases may have other dialects.
    Optional<QueryShape> shape =
        caller.sources().areOwn() ? Optional.empty() : planner.shape(query);
    return shape
        .flatMap(known -> pattern(known, view, planner, query, context))
        .orElseGet(() -> new Planned(planner.planned(query, context), new PlanJson()));
  }

  private Optional<Planned> pattern(
      QueryShape shape, ModelView view, QueryPlanner planner, Query query, PlanContext context) {
    Key key = new Key(view, context, shape.query());
    return switch (shapes.getIfPresent(key)) {
      case null -> {
        shapes.put(key, new Once());
        yield Optional.empty();
      }
      case None() -> Optional.empty();
      case Once() -> {
        Optional<Pattern> made =
            planner
                .pattern(shape, query, context)
                .map(pattern -> new Pattern(pattern, new PlanJson()));
        shapes.put(key, made.<Known>map(pattern -> pattern).orElseGet(None::new));
        yield made.map(pattern -> pattern.of(shape));
      }
      case Pattern pattern -> Optional.of(pattern.of(shape));
    };
  }
}
