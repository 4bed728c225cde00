package dev.cuboid.cli.signin;

import java.net.URI;

/** What shows the provider's pages to a person. */
@FunctionalInterface
public interface Browser {

  /** Shows a page, or leaves it to the person to open it. */
  void open(URI page);
}
