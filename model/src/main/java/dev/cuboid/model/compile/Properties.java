package dev.cuboid.model.compile;

import dev.cuboid.model.MemberPath;
import dev.cuboid.model.RequestValue;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the properties of one definition, and knows which of them nobody asked for. */
final class Properties {

  private final String owner;
  private final RawNode.Mapping mapping;
  private final ReferenceResolver references;
  private final ModelErrors errors;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param owner the cube or member that errors name
   */
  Properties(
      String owner, RawNode.Mapping mapping, ReferenceResolver references, ModelErrors errors) {
    this.owner = owner;
    this.mapping = mapping;
    this.references = references;
    this.errors = errors;
  }

  SourcePosition position() {
    return mapping.position();
  }

  /** Where the value of a key stands, or the definition itself where there is none. */
  SourcePosition positionOf(String key) {
    return node(key).map(RawNode::position).orElse(position());
  }

  String owner() {
    return owner;
  }

  /** Properties that are read elsewhere, or accepted without an effect. */
  void accept(String... keys) {
    known.addAll(List.of(keys));
  }

  boolean has(String key) {
    return node(key).isPresent();
  }

  Optional<String> text(String key) {
    return node(key).flatMap(this::asText);
  }

  Optional<Boolean> flag(String key) {
    return node(key)
        .flatMap(
            node -> {
              String text = asText(node).orElse("");
              return switch (text) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> {
                  error(node.position(), "\"" + key + "\" must be a boolean");
                  yield Optional.empty();
                }
              };
            });
  }

  Optional<SqlTemplate> sql(String key) {
    return node(key).flatMap(this::asSql);
  }

  Optional<SqlTemplate> asSql(RawNode node) {
    return switch (node) {
      case RawNode.Sql sql ->
          Optional.of(references.resolve(sql.template(), sql.position(), owner));
      case RawNode.Scalar scalar when scalar.value() != null ->
          Optional.of(SqlTemplate.text(String.valueOf(scalar.value())));
      case RawNode.Scalar _, RawNode.Mapping _, RawNode.Sequence _, RawNode.Computed _ -> {
        error(node.position(), "SQL is expected here");
        yield Optional.empty();
      }
    };
  }

  /** The SQL of each item of a list of {@code {sql}}. */
  List<SqlTemplate> sqlList(String key) {
    List<SqlTemplate> result = new ArrayList<>();
    for (RawNode item : items(key)) {
      if (item instanceof RawNode.Mapping entry) {
        below(entry).sql("sql").ifPresent(result::add);
      } else {
        asSql(item).ifPresent(result::add);
      }
    }
    return result;
  }

  List<RawNode> items(String key) {
    return node(key).map(Properties::asItems).orElse(List.of());
  }

  static List<RawNode> asItems(RawNode node) {
    return switch (node) {
      case RawNode.Sequence sequence -> sequence.items();
      case RawNode.Mapping mapping -> List.copyOf(mapping.entries().values());
      case RawNode.Scalar scalar when scalar.value() == null -> List.of();
      case RawNode.Scalar _, RawNode.Sql _, RawNode.Computed _ -> List.of(node);
    };
  }

  /** The texts of a list, or of one text. */
  List<String> texts(String key) {
    List<String> result = new ArrayList<>();
    items(key).forEach(item -> asText(item).ifPresent(result::add));
    return result;
  }

  /** Each object of a list; what is no object is an error. */
  void eachObject(String key, Consumer<Properties> consumer) {
    for (RawNode item : items(key)) {
      if (item instanceof RawNode.Mapping entry) {
        consumer.accept(below(entry));
      } else {
        error(item.position(), "each of \"" + Keys.snakeCase(key) + "\" must be an object");
      }
    }
  }

  /** A value of an access rule: computed for each request, or always the same. */
  Optional<RequestValue> computed(String key) {
    return node(key)
        .map(
            node -> {
              if (node instanceof RawNode.Computed computed) {
                return computed.value();
              }
              @Nullable Object constant = plain(node);
              return context -> constant;
            });
  }

  /** The members that a list of references names. */
  List<MemberPath> memberPaths(String key) {
    List<MemberPath> result = new ArrayList<>();
    for (RawNode item : items(key)) {
      reference(item).ifPresent(result::add);
    }
    return result;
  }

  /** The member that a node names. */
  Optional<MemberPath> reference(RawNode node) {
    return ReferencePaths.dotted(node)
        .flatMap(
            path ->
                references.member(
                    new SqlTemplate(
                        List.of(new SqlPart.CubeReference(List.of(path.split("\\.", -1))))),
                    node.position(),
                    owner));
  }

  /** The members that a list of references names, as {@code Cube.member}. */
  List<String> memberNames(String key) {
    List<String> result = new ArrayList<>();
    for (RawNode item : items(key)) {
      if (item instanceof RawNode.Sql sql) {
        references
            .member(sql.template(), sql.position(), owner)
            .ifPresent(path -> result.add(path.name()));
      }
    }
    return result;
  }

  Map<String, RawNode> entries(String key) {
    return node(key)
        .filter(RawNode.Mapping.class::isInstance)
        .map(node -> ((RawNode.Mapping) node).entries())
        .orElse(Map.of());
  }

  Optional<Properties> below(String key) {
    return node(key)
        .filter(RawNode.Mapping.class::isInstance)
        .map(node -> below((RawNode.Mapping) node));
  }

  Properties below(RawNode.Mapping entry) {
    return new Properties(owner, entry, references, errors);
  }

  Properties member(String name, RawNode.Mapping entry) {
    return new Properties(name, entry, references, errors);
  }

  Optional<Map<String, @Nullable Object>> meta() {
    return node("meta")
        .filter(RawNode.Mapping.class::isInstance)
        .map(node -> plain((RawNode.Mapping) node));
  }

  Optional<RawNode> node(String key) {
    known.add(key);
    RawNode node = mapping.entries().get(key);
    boolean isNull = node instanceof RawNode.Scalar scalar && scalar.value() == null;
    return isNull ? Optional.empty() : Optional.ofNullable(node);
  }

  ReferenceResolver references() {
    return references;
  }

  void error(SourcePosition position, String message) {
    errors.add(position, owner, message);
  }

  /** Reports properties that nobody asked for. */
  void rejectUnknown() {
    for (Map.Entry<String, RawNode> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        error(
            entry.getValue().position(),
            "\""
                + Keys.snakeCase(entry.getKey())
                + "\" is not allowed in "
                + owner
                + NearestName.hint(entry.getKey(), known));
      }
    }
  }

  private Optional<String> asText(RawNode node) {
    return switch (node) {
      case RawNode.Scalar scalar -> Optional.of(String.valueOf(scalar.value()));
      case RawNode.Sql sql
          when sql.template().parts().size() == 1
              && sql.template().parts().getFirst() instanceof SqlPart.Text text ->
          Optional.of(text.sql());
      case RawNode.Sql _, RawNode.Mapping _, RawNode.Sequence _, RawNode.Computed _ -> {
        error(node.position(), "a plain text is expected here");
        yield Optional.empty();
      }
    };
  }

  private static Map<String, @Nullable Object> plain(RawNode.Mapping mapping) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    mapping.entries().forEach((key, value) -> result.put(key, plain(value)));
    return result;
  }

  private static @Nullable Object plain(RawNode node) {
    return switch (node) {
      case RawNode.Mapping mapping -> plain(mapping);
      case RawNode.Sequence sequence -> {
        List<@Nullable Object> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(plain(item)));
        yield items;
      }
      case RawNode.Scalar scalar -> scalar.value();
      case RawNode.Sql sql -> sql.template().toString();
      case RawNode.Computed _ -> null;
    };
  }
}
