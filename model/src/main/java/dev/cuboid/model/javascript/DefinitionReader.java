package dev.cuboid.model.javascript;

import dev.cuboid.model.RequestValue;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.RawNode;
import dev.cuboid.model.raw.RepeatedNames;
import dev.cuboid.model.raw.SqlKeys;
import dev.cuboid.script.ScriptFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the plain data of one definition, as the prelude gives it, into raw nodes. */
final class DefinitionReader {

  private static final Set<String> MEMBERS =
      Set.of("measures", "dimensions", "segments", "joins", "preAggregations", "hierarchies");

  private final String cube;
  private final Map<String, SourcePosition> positions;
  private final SourcePosition ownPosition;
  private final TokenTable tokens;
  private final Function<ScriptFunction, SqlPart> dynamic;
  private final Function<ScriptFunction, RequestValue> rule;

  DefinitionReader(
      String cube,
      Map<String, SourcePosition> positions,
      SourcePosition ownPosition,
      TokenTable tokens,
      Function<ScriptFunction, SqlPart> dynamic,
      Function<ScriptFunction, RequestValue> rule) {
    this.cube = cube;
    this.positions = positions;
    this.ownPosition = ownPosition;
    this.tokens = tokens;
    this.dynamic = dynamic;
    this.rule = rule;
  }

  RawNode.Mapping body(@Nullable Object body) {
    Map<String, RawNode> entries = new LinkedHashMap<>();
    if (body instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, value) -> {
            String key = Keys.camelCase(String.valueOf(name));
            entries.put(
                key, MEMBERS.contains(key) ? members(key, value) : node(key, value, ownPosition));
          });
    }
    return new RawNode.Mapping(entries, ownPosition);
  }

  private RawNode members(String kind, @Nullable Object value) {
    Map<String, RawNode> byName = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) ->
              byName.put(String.valueOf(name), member(kind, String.valueOf(name), member)));
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        if (!(item instanceof Map<?, ?> member) || member.get("name") == null) {
          throw new IllegalArgumentException("name isn't defined for " + Keys.snakeCase(kind));
        }
        Map<Object, @Nullable Object> rest = new LinkedHashMap<>(member);
        String name = String.valueOf(rest.remove("name"));
        if (byName.put(name, member(kind, name, rest)) != null) {
          throw new IllegalArgumentException(repeated(kind, name, list));
        }
      }
    } else if (value != null) {
      return node("", value, ownPosition);
    }
    return new RawNode.Mapping(byName, ownPosition);
  }

  private String repeated(String kind, String name, List<?> list) {
    if (!kind.equals("joins")) {
      return RepeatedNames.member(kind, name, cube);
    }
    long times =
        list.stream()
            .filter(item -> item instanceof Map<?, ?> join && name.equals(join.get("name")))
            .count();
    return RepeatedNames.join(cube, name, (int) times);
  }

  private RawNode member(String kind, String name, @Nullable Object value) {
    return node("", value, positions.getOrDefault(cube + "." + kind + "." + name, ownPosition));
  }

  private RawNode node(String key, @Nullable Object value, SourcePosition position) {
    return switch (value) {
      case null -> new RawNode.Scalar(null, position);
      case Map<?, ?> map -> mapping(key, map, position);
      case List<?> list -> sequence(key, list, position);
      case String text when TokenTable.hasTokens(text) || SqlKeys.isSql(key) ->
          new RawNode.Sql(tokens.template(text), position);
      case String text when SqlKeys.isReference(key) -> reference(text, position);
      default -> new RawNode.Scalar(value, position);
    };
  }

  private RawNode mapping(String key, Map<?, ?> map, SourcePosition position) {
    if (map.get("$reference") instanceof List<?> path) {
      return reference(String.join(".", path.stream().map(String::valueOf).toList()), position);
    }
    if (map.get("$function") instanceof ScriptFunction function) {
      return lazy(key, function, map, position);
    }
    if (map.get("$perContext") instanceof ScriptFunction function) {
      return new RawNode.Computed(rule.apply(function), position);
    }
    if (map.containsKey("$definition")) {
      return new DefinitionReader(cube, positions, position, tokens, dynamic, rule)
          .body(map.get("$definition"));
    }
    if (key.equals("meta")) {
      return plain(map, position);
    }
    boolean named = key.equals("granularities") || key.equals("indexes");
    Map<String, RawNode> entries = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          String entry = named ? String.valueOf(name) : Keys.camelCase(String.valueOf(name));
          entries.put(entry, node(named ? "" : entry, value, position));
        });
    return new RawNode.Mapping(entries, position);
  }

  private RawNode lazy(
      String key, ScriptFunction function, Map<?, ?> map, SourcePosition position) {
    if (map.containsKey("$perRequest")) {
      return new RawNode.Sql(new SqlTemplate(List.of(dynamic.apply(function))), position);
    }
    Object result = map.get("$result");
    if (!(result instanceof String text)) {
      return node(key, result, position);
    }
    SqlTemplate template = tokens.template(text);
    long unsafeParts =
        template.parts().stream().filter(SqlPart.ContextUnsafeValue.class::isInstance).count();
    long unsafeCalls = map.get("$unsafeCalls") instanceof Number calls ? calls.longValue() : 0;
    // A raw value that was asked for and is not in the text decided something: ask per request.
    if (unsafeCalls > unsafeParts) {
      return new RawNode.Sql(new SqlTemplate(List.of(dynamic.apply(function))), position);
    }
    return new RawNode.Sql(template, position);
  }

  private RawNode sequence(String key, List<?> list, SourcePosition position) {
    List<RawNode> items = new ArrayList<>();
    for (Object item : list) {
      items.add(
          item instanceof String text && SqlKeys.isReferenceList(key) && !TokenTable.hasTokens(text)
              ? reference(text, position)
              : node("", item, position));
    }
    return new RawNode.Sequence(items, position);
  }

  private static RawNode reference(String path, SourcePosition position) {
    return new RawNode.Sql(
        new SqlTemplate(List.of(new SqlPart.CubeReference(List.of(path.split("\\.", -1))))),
        position);
  }

  private RawNode plain(@Nullable Object value, SourcePosition position) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, RawNode> entries = new LinkedHashMap<>();
        map.forEach((name, entry) -> entries.put(String.valueOf(name), plain(entry, position)));
        yield new RawNode.Mapping(entries, position);
      }
      case List<?> list ->
          new RawNode.Sequence(list.stream().map(item -> plain(item, position)).toList(), position);
      case null, default -> new RawNode.Scalar(value, position);
    };
  }
}
