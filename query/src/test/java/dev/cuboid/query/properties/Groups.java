package dev.cuboid.query.properties;

import dev.cuboid.query.plan.TestDatabase;
import dev.cuboid.query.properties.Question.Member;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The groups of an answer, and what the measures are in each. */
final class Groups {

  private record Entry(List<@Nullable Object> group, Map<Member, @Nullable Object> values) {}

  /** By what a group looks like: 1.0 and 1.00 are the same. */
  private final Map<List<String>, Entry> entries = new LinkedHashMap<>();

  void add(List<@Nullable Object> group) {
    entry(group);
  }

  void put(List<@Nullable Object> group, Member leaf, @Nullable Object value) {
    entry(group).values().put(leaf, value);
  }

  private Entry entry(List<@Nullable Object> group) {
    return entries.computeIfAbsent(
        group.stream().map(TestDatabase::text).toList(), _ -> new Entry(group, new HashMap<>()));
  }

  void each(BiConsumer<List<@Nullable Object>, Map<Member, @Nullable Object>> action) {
    entries.values().forEach(entry -> action.accept(entry.group(), entry.values()));
  }
}
