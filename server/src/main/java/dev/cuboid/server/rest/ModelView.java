package dev.cuboid.server.rest;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.plan.MaskDefaults;
import dev.cuboid.query.plan.QueryPlanner;
import dev.cuboid.query.request.Annotations;
import dev.cuboid.query.request.MetaDocument;
import dev.cuboid.server.http.Body;
import dev.cuboid.server.http.EntityTags;
import dev.cuboid.server.project.LeastRecentlyUsed;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a model once, not for each request.
 *
 * @param model the model
 * @param planner over it, for the databases that requests share
 * @param annotations of its members
 * @param meta the answer of {@code /meta}
 * @param metaTag its entity tag
 */
record ModelView(
    DataModel model, QueryPlanner planner, Annotations annotations, Body meta, String metaTag) {

  /** A planner for the databases of a caller. */
  QueryPlanner planner(Caller caller) {
    RequestSources sources = caller.sources();
    return sources.areOwn() ? planner.withDialects(sources::dialect) : planner;
  }

  static ModelView of(
      DataModel model, RequestSources shared, MaskDefaults masks, boolean withHidden) {
    byte[] meta = MetaDocument.of(model, withHidden, /* onlyViews= */ false);
    return new ModelView(
        model,
        QueryPlanner.create(model, shared::dialect, InstantSource.system()).withMasks(masks),
        new Annotations(model),
        Body.kept(meta),
        EntityTags.of(meta));
  }

  /** A model that was compiled anew is another one, whatever stands in it. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** The views of the models that were asked for last. Thread-safe. */
  static final class Cache {

    private final RequestSources shared;
    private final MaskDefaults masks;
    private final boolean withHidden;
    private final LeastRecentlyUsed<String, ModelView> views;

    /**
     * @param shared the databases of all requests that have none of their own
     * @param masks of members that the model gives none
     * @param capacity how many tenants' views are kept
     */
    Cache(RequestSources shared, MaskDefaults masks, boolean withHidden, int capacity) {
      this.shared = shared;
      this.masks = masks;
      this.withHidden = withHidden;
      this.views = new LeastRecentlyUsed<>(capacity);
    }

    @SuppressWarnings("ReferenceEquality") // a model that was compiled anew is another one
    ModelView of(DataModel model) {
      Optional<ModelView> known = views.find(model.version());
      if (known.isPresent() && known.get().model() == model) {
        return known.get();
      }
      ModelView view = ModelView.of(model, shared, masks, withHidden);
      views.put(model.version(), view);
      return view;
    }
  }
}
