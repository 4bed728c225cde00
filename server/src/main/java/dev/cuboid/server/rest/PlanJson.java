package dev.cuboid.server.rest;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * What answers say of a plan that is the same for all queries of its shape: printed when it is
 * first needed, and once for all of them. Thread-safe.
 */
final class PlanJson {

  private final Text annotation = new Text();
  private final Text aliases = new Text();
  private final Text memberNames = new Text();
  private final Text transformed = new Text();

  /** {@code annotation} of {@code /load}. */
  String annotation(Supplier<Object> description) {
    return annotation.of(description);
  }

  /** {@code aliasNameToMember} of {@code /sql}. */
  RawValue aliases(Supplier<Object> byAlias) {
    return new RawValue(aliases.of(byAlias));
  }

  /** {@code memberNames} of {@code /sql}. */
  RawValue memberNames(Supplier<Object> names) {
    return new RawValue(memberNames.of(names));
  }

  /** {@code canUseTransformedQuery} of {@code /sql}. */
  RawValue transformed(Supplier<Object> facts) {
    return new RawValue(transformed.of(facts));
  }

  private static final class Text {

    private final AtomicReference<@Nullable String> known = new AtomicReference<>();

    String of(Supplier<Object> value) {
      String text = known.get();
      if (text == null) {
        text = Json.MAPPER.writeValueAsString(value.get());
        known.set(text);
      }
      return text;
    }
  }
}
