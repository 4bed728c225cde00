package dev.cuboid.server.rest;

import dev.cuboid.query.request.MetaDocument;
import dev.cuboid.server.http.EntityTags;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.project.TenantModels;
import java.util.Optional;

/** {@code /meta}: what can be asked for. */
final class MetaEndpoint {

  private final TenantModels models;
  private final ModelView.Cache views;
  private final boolean withHidden;

  MetaEndpoint(TenantModels models, ModelView.Cache views, boolean withHidden) {
    this.models = models;
    this.views = views;
    this.withHidden = withHidden;
  }

  Response meta(Request request, Caller caller) {
    ModelView view = views.of(caller.model(models));
    boolean onlyViews = request.parameter("onlyViews").equals(Optional.of("true"));
    // Whatever it says: Cube looks at the name alone.
    if (request.parameter("extended").isPresent()) {
      return conditional(
          request,
          MetaDocument.extended(
              view.model(), withHidden, onlyViews, view.planner().granted(caller.planContext())));
    }
    if (onlyViews || view.planner().isRestricted()) {
      return conditional(
          request,
          MetaDocument.of(
              view.model(), withHidden, onlyViews, view.planner().granted(caller.planContext())));
    }
    return EntityTags.conditional(request, Response.json(200, view.meta()), view.metaTag());
  }

  private static Response conditional(Request request, byte[] document) {
    return EntityTags.conditional(request, Response.json(200, document), EntityTags.of(document));
  }
}
