package dev.cuboid.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values of {@code COMPILE_CONTEXT} the files of a model name. Whoever has the same values
 * there gets the same model; what is not named never reaches a file.
 *
 * @param paths of the values, by member names; the empty path is the whole context
 */
public record ContextReads(Set<List<String>> paths) {

  private static final ContextReads NONE = new ContextReads(Set.of());

  public ContextReads {
    paths = Set.copyOf(paths);
  }

  /** Of files that do not depend on who asks. */
  public static ContextReads none() {
    return NONE;
  }

  /** The part of a context that is read: the same for all who share a model. */
  public ContextValues of(ContextValues context) {
    if (paths.contains(List.of())) {
      return context;
    }
    Map<String, @Nullable Object> part = new LinkedHashMap<>();
    paths.stream()
        .sorted((a, b) -> Integer.compare(b.size(), a.size()))
        .forEach(path -> copy(context.asMap(), path, part));
    return ContextValues.of(part);
  }

  /** Longer paths come first, so that the whole of an object takes the place of its parts. */
  private static void copy(Map<?, ?> from, List<String> path, Map<String, @Nullable Object> to) {
    String name = path.getFirst();
    if (!from.containsKey(name)) {
      return;
    }
    if (path.size() == 1 || !(from.get(name) instanceof Map<?, ?> object)) {
      to.put(name, from.get(name));
      return;
    }
    Map<String, @Nullable Object> inner = new LinkedHashMap<>();
    if (to.get(name) instanceof Map<?, ?> known) {
      known.forEach((key, value) -> inner.put(String.valueOf(key), value));
    }
    copy(object, path.subList(1, path.size()), inner);
    to.put(name, inner);
  }
}
