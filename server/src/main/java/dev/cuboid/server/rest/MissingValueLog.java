package dev.cuboid.server.rest;

import dev.cuboid.query.plan.MissingValueListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once for each cube and value that a token lacked what the cube filters by: otherwise an
 * empty answer has no visible reason. Thread-safe.
 */
final class MissingValueLog implements MissingValueListener {

  private static final Logger log = LoggerFactory.getLogger(MissingValueLog.class);

  /** Names come from the model, which may be edited for a long time. */
  private static final int MOST_LINES = 1_000;

  private record Seen(String cube, String claim) {}

  private final Set<Seen> seen = ConcurrentHashMap.newKeySet();
  private final boolean lenient;

  MissingValueLog(boolean lenient) {
    this.lenient = lenient;
  }

  @Override
  public void missing(String cube, String claim) {
    if (seen.size() < MOST_LINES && seen.add(new Seen(cube, claim))) {
      log.warn(
          "{} filters its rows by {}, and the security context of a token has no such value: it"
              + " sees {} rows (said once)",
          cube,
          claim,
          lenient ? "all" : "no");
    }
  }
}
