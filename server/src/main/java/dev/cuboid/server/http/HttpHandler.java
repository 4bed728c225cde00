package dev.cuboid.server.http;

/** Answers requests; runs on a virtual thread and may block. */
@FunctionalInterface
public interface HttpHandler {

  Response handle(Request request);
}
