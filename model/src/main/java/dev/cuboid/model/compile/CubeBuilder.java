package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.CubeSource;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.Join;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Navigation;
import dev.cuboid.model.Relationship;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds cubes from their raw definitions. */
final class CubeBuilder {

  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  private static final List<String> MEMBER_KINDS =
      List.of("measures", "dimensions", "segments", "preAggregations", "hierarchies");

  private final Names names;
  private final ModelErrors errors;

  CubeBuilder(Names names, ModelErrors errors) {
    this.names = names;
    this.errors = errors;
  }

  Cube build(RawDefinition definition) {
    String name = definition.name();
    ReferenceResolver references = new ReferenceResolver(name, names, errors);
    Properties properties = new Properties(name, definition.body(), references, errors);
    String title = properties.text("title").orElseGet(() -> Titles.of(name));
    MemberBuilder members = new MemberBuilder(name, title);
    checkNames(definition);
    Cube cube =
        new Cube(
            name,
            Cube.Kind.CUBE,
            title,
            properties.text("description"),
            properties.meta(),
            properties.flag("public").or(() -> properties.flag("shown")).orElse(true),
            properties.text("sqlAlias"),
            properties.flag("calendar").orElse(false),
            properties.text("dataSource").orElse("default"),
            source(properties),
            measures(properties, members),
            dimensions(properties, members),
            segments(properties, members),
            joins(properties),
            RefreshKeys.of(properties),
            List.of(),
            new Navigation(NavigationBuilder.hierarchies(properties), List.of()),
            new RuleBuilder(properties, names.members().getOrDefault(name, Set.of())).build(),
            PreAggregationBuilder.all(properties),
            Inheritance.parentOf(definition),
            Optional.of(definition.body().position()));
    properties.accept("extends", "shown", "rewriteQueries");
    properties.rejectUnknown();
    return cube;
  }

  private void checkNames(RawDefinition definition) {
    requireIdentifier(definition.name(), definition.name(), definition.body());
    Set<String> seen = new HashSet<>();
    Map<String, SourcePosition> repeated = new LinkedHashMap<>();
    for (String kind : MEMBER_KINDS) {
      @Nullable RawNode node = definition.body().entries().get(kind);
      if (!(node instanceof RawNode.Mapping members)) {
        if (node != null) {
          errors.add(node.position(), definition.name(), noMembers(kind, node));
        }
        continue;
      }
      members
          .entries()
          .forEach(
              (name, member) -> {
                requireIdentifier(name, definition.name() + "." + name, member);
                if (!seen.add(name)) {
                  repeated.putIfAbsent(name, member.position());
                }
              });
    }
    if (!repeated.isEmpty()) {
      errors.add(
          repeated.values().iterator().next(),
          definition.name(),
          String.join(", ", repeated.keySet()) + " defined more than once");
    }
  }

  private static String noMembers(String kind, RawNode node) {
    return node instanceof RawNode.Sequence
        ? "name isn't defined for " + Keys.snakeCase(kind)
        : Keys.snakeCase(kind) + " must be defined as array or object";
  }

  private void requireIdentifier(String name, String owner, RawNode node) {
    if (!IDENTIFIER.matcher(name).matches()) {
      errors.add(
          node.position(),
          owner,
          "'" + name + "' is not a name: letters, digits and _ are allowed");
    }
  }

  private static CubeSource source(Properties properties) {
    Optional<SqlTemplate> sql = properties.sql("sql");
    Optional<SqlTemplate> table = properties.sql("sqlTable");
    if (sql.isPresent() == table.isPresent()) {
      properties.error(
          properties.position(),
          "You must use either sql or sqlTable within a model, but not both");
    }
    return table
        .<CubeSource>map(CubeSource.Table::new)
        .orElseGet(() -> new CubeSource.Select(sql.orElse(SqlTemplate.text(""))));
  }

  private static Map<String, Measure> measures(Properties properties, MemberBuilder members) {
    Map<String, Measure> result = new LinkedHashMap<>();
    eachMember(
        properties,
        "measures",
        (name, member) -> {
          MemberRules.measure(member);
          members.measure(name, member).ifPresent(measure -> result.put(name, measure));
        });
    return result;
  }

  private static Map<String, Dimension> dimensions(Properties properties, MemberBuilder members) {
    Map<String, Dimension> result = new LinkedHashMap<>();
    eachMember(
        properties,
        "dimensions",
        (name, member) -> {
          MemberRules.dimension(member);
          result.putAll(members.dimension(name, member));
        });
    return result;
  }

  private static Map<String, Segment> segments(Properties properties, MemberBuilder members) {
    Map<String, Segment> result = new LinkedHashMap<>();
    eachMember(
        properties,
        "segments",
        (name, member) ->
            members.segment(name, member).ifPresent(segment -> result.put(name, segment)));
    return result;
  }

  private static void eachMember(
      Properties properties, String kind, BiConsumer<String, Properties> consumer) {
    properties
        .entries(kind)
        .forEach(
            (name, node) -> {
              String fullName = properties.owner() + "." + name;
              if (node instanceof RawNode.Mapping member) {
                consumer.accept(name, properties.member(fullName, member));
              } else {
                properties.error(node.position(), fullName + " must be an object");
              }
            });
  }

  private List<Join> joins(Properties properties) {
    Optional<RawNode> node = properties.node("joins");
    if (node.isPresent() && !(node.get() instanceof RawNode.Mapping)) {
      properties.error(
          node.get().position(),
          node.get() instanceof RawNode.Sequence
              ? "name isn't defined for joins"
              : "Invalid joins definition for cube '%s': expected an array or an object."
                  .formatted(properties.owner()));
    }
    List<Join> joins = new ArrayList<>();
    properties
        .entries("joins")
        .forEach(
            (target, entry) -> {
              if (entry instanceof RawNode.Mapping mapping) {
                join(target, properties.below(mapping)).ifPresent(joins::add);
              }
            });
    return joins;
  }

  private Optional<Join> join(String target, Properties join) {
    Optional<SqlTemplate> on = join.sql("sql");
    String relationship = join.text("relationship").orElse("");
    join.accept("name");
    join.rejectUnknown();
    if (!names.isCube(target)) {
      join.error(
          join.position(),
          "Cube " + target + " doesn't exist" + NearestName.hint(target, names.members().keySet()));
      return Optional.empty();
    }
    Optional<Relationship> parsed = relationship(relationship);
    if (parsed.isEmpty()) {
      join.error(
          join.position(),
          "\"relationship\" of the join to "
              + target
              + " must be one_to_one, one_to_many or many_to_one");
    }
    if (on.isEmpty()) {
      join.error(join.position(), "\"sql\" is required for the join to " + target);
    }
    return on.flatMap(sql -> parsed.map(kind -> new Join(target, kind, sql)));
  }

  private static Optional<Relationship> relationship(String text) {
    return switch (text) {
      case "one_to_one", "oneToOne", "hasOne", "has_one" -> Optional.of(Relationship.ONE_TO_ONE);
      case "one_to_many", "oneToMany", "hasMany", "has_many" ->
          Optional.of(Relationship.ONE_TO_MANY);
      case "many_to_one", "manyToOne", "belongsTo", "belongs_to" ->
          Optional.of(Relationship.MANY_TO_ONE);
      default -> Optional.empty();
    };
  }
}
