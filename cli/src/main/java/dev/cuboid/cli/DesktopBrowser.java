package dev.cuboid.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Opens a page in the person's own browser, where there is one. */
final class DesktopBrowser {

  private DesktopBrowser() {}

  /** Without a desktop nothing happens; the address was printed. */
  static void open(URI page) {
    try {
      new ProcessBuilder(command(System.getProperty("os.name", ""), page))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      System.err.println("No browser could be opened: open the address yourself.");
    }
  }

  private static List<String> command(String system, URI page) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return List.of("open", page.toString());
    }
    if (name.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", page.toString());
    }
    return List.of("xdg-open", page.toString());
  }
}
