package dev.cuboid.query.request;

import dev.cuboid.query.CacheMode;
import java.util.Locale;

/** The names of cache modes in requests: {@code stale-if-slow}. */
public final class CacheModes {

  private CacheModes() {}

  /**
   * @throws IllegalArgumentException for a name that is none
   */
  public static CacheMode of(String text) {
    return CacheMode.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static String text(CacheMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
