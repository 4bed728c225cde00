package dev.cuboid.server.rest;

import dev.cuboid.query.request.QueryRequest;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.server.hooks.ProjectHooks;

/** Reads a request's queries, and lets the project's {@code queryRewrite} change them. */
final class QueryReader {

  private final RequestReader reader;
  private final ProjectHooks hooks;

  QueryReader(RequestReader reader, ProjectHooks hooks) {
    this.reader = reader;
    this.hooks = hooks;
  }

  QueryRequest read(QueryParameter parameter, Caller caller) {
    return hooks
        .queryRewrite()
        .map(
            hook ->
                reader.read(parameter.query(), query -> hook.rewrite(query, caller.hookContext())))
        .orElseGet(() -> reader.read(parameter.query()));
  }

  /** Whether the project changes queries. */
  boolean rewrites() {
    return hooks.queryRewrite().isPresent();
  }
}
