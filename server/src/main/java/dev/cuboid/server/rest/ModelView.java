package dev.cuboid.server.rest;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.plan.QueryPlanner;
import dev.cuboid.query.request.Annotations;
import dev.cuboid.query.request.MetaDocument;
import dev.cuboid.server.http.EntityTags;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is made of a model once, not for each request.
 *
 * @param model the model
 * @param planner over it
 * @param annotations of its members
 * @param meta the answer of {@code /meta}
 * @param metaTag its entity tag
 */
record ModelView(
    DataModel model,
    QueryPlanner planner,
    Annotations annotations,
    List<byte[]> meta,
    String metaTag) {

  static ModelView of(DataModel model, Dialect dialect, boolean withHidden) {
    List<byte[]> meta = List.of(MetaDocument.of(model, withHidden, /* onlyViews= */ false));
    return new ModelView(
        model,
        QueryPlanner.create(model, dialect),
        new Annotations(model),
        meta,
        EntityTags.of(meta));
  }

  /** The view of the model that was asked for last. Thread-safe. */
  static final class Cache {

    private final Dialect dialect;
    private final boolean withHidden;
    private final AtomicReference<ModelView> last = new AtomicReference<>();

    Cache(Dialect dialect, boolean withHidden) {
      this.dialect = dialect;
      this.withHidden = withHidden;
    }

    ModelView of(DataModel model) {
      ModelView view = last.get();
      if (view == null || !view.model().version().equals(model.version())) {
        view = ModelView.of(model, dialect, withHidden);
        last.set(view);
      }
      return view;
    }
  }
}
