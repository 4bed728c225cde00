package dev.cuboid.security;

import java.net.ProxySelector;
import java.time.Duration;

/**
 * How providers are reached.
 *
 * @param timeout of a whole answer, from the connection to the last byte
 * @param proxies through which they are asked, if through any
 */
public record ProviderAccess(Duration timeout, ProxySelector proxies) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  /** Through the Java system's own proxies, with five seconds for an answer. */
  public static ProviderAccess defaults() {
    return within(DEFAULT_TIMEOUT);
  }

  /** Through the Java system's own proxies. */
  static ProviderAccess within(Duration timeout) {
    return new ProviderAccess(timeout, ProxySelector.getDefault());
  }

  /** The same, through other proxies. */
  public ProviderAccess through(ProxySelector selector) {
    return new ProviderAccess(timeout, selector);
  }
}
