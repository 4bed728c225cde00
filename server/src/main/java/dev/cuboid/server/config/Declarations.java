package dev.cuboid.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Declares the settings under one heading, and lists them in the order of their declaration. */
final class Declarations {

  private static final String TEXT = "a text";
  private static final String LIST = "a list with commas between";
  private static final String NO_DEFAULT = "";

  private final Setting.Group group;
  private final List<Setting<?>> declared = new ArrayList<>();

  Declarations(Setting.Group group) {
    this.group = group;
  }

  Setting<String> text(String name, String help) {
    return setting(name, TEXT, NO_DEFAULT, help, Parsers::text);
  }

  Setting<String> secret(String name, String help) {
    return declare(name, TEXT, NO_DEFAULT, help, /* secret= */ true, Parsers::text);
  }

  Setting<List<String>> list(String name, String help) {
    return setting(name, LIST, NO_DEFAULT, help, Parsers::list);
  }

  Setting<List<String>> secretList(String name, String help) {
    return declare(name, LIST, NO_DEFAULT, help, /* secret= */ true, Parsers::list);
  }

  Setting<Boolean> flag(String name, String defaultText, String help) {
    return setting(name, "true or false", defaultText, help, Parsers::flag);
  }

  /**
   * @param form what its text must look like
   * @param defaultText what holds when it is not set; empty where nothing does
   */
  <T> Setting<T> setting(
      String name, String form, String defaultText, String help, Function<String, T> parser) {
    return declare(name, form, defaultText, help, /* secret= */ false, parser);
  }

  /** All that were declared. */
  List<Setting<?>> all() {
    return List.copyOf(declared);
  }

  private <T> Setting<T> declare(
      String name,
      String form,
      String defaultText,
      String help,
      boolean secret,
      Function<String, T> parser) {
    Optional<String> holds = defaultText.isEmpty() ? Optional.empty() : Optional.of(defaultText);
    Setting<T> setting = new Setting<>(name, group, form, holds, help, secret, parser);
    declared.add(setting);
    return setting;
  }
}
