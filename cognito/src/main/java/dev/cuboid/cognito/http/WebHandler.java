package dev.cuboid.cognito.http;

/** Answers a request. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface WebHandler {

  /** Answers one request. */
  WebResponse handle(WebRequest request);
}
