package dev.cuboid.query.request;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.Join;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MemberInfo;
import dev.cuboid.model.Segment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer of {@code /meta}: what a client can ask for.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/apis-integrations/rest-api/reference#base_pathv1meta">The
 *     endpoint</a>
 */
public final class MetaDocument {

  private MetaDocument() {}

  /**
   * @param withHidden whether members that are not public are listed too, as in development mode
   * @param onlyViews whether cubes are left out
   */
  public static byte[] of(DataModel model, boolean withHidden, boolean onlyViews) {
    return of(model, withHidden, onlyViews, (cube, member) -> true);
  }

  /**
   * @param granted whether access policies let the client ask for a member; its own name is given.
   *     Members that they do not grant are left out, and cubes that have nothing left
   */
  public static byte[] of(
      DataModel model, boolean withHidden, boolean onlyViews, BiPredicate<Cube, String> granted) {
    return of(model, withHidden, onlyViews, granted, Optional.empty());
  }

  /**
   * The answer of {@code /meta?extended}, which also says how the model is made. What the plain
   * form hides is neither listed nor named.
   *
   * @param granted as in the plain form
   */
  public static byte[] extended(
      DataModel model, boolean withHidden, boolean onlyViews, BiPredicate<Cube, String> granted) {
    ExtendedMeta extended =
        new ExtendedMeta(
            model,
            cube -> (cube.visible() || withHidden) && hasMembers(cube, granted),
            (cube, member) ->
                (withHidden || member.info().visible())
                    && granted.test(cube, member.info().name()));
    return of(model, withHidden, onlyViews, granted, Optional.of(extended));
  }

  private static byte[] of(
      DataModel model,
      boolean withHidden,
      boolean onlyViews,
      BiPredicate<Cube, String> granted,
      Optional<ExtendedMeta> extended) {
    Map<String, Integer> components = components(model);
    ObjectNode document = Json.NODES.objectNode();
    ArrayNode cubes = document.putArray("cubes");
    for (Cube cube : model.cubes().values()) {
      boolean listed = cube.visible() || withHidden;
      if (listed && !(onlyViews && cube.kind() != Cube.Kind.VIEW) && hasMembers(cube, granted)) {
        cubes.add(cube(cube, model, components, withHidden, granted, extended));
      }
    }
    if (!model.viewGroups().isEmpty()) {
      ArrayNode groups = document.putArray("viewGroups");
      model.viewGroups().values().forEach(group -> groups.add(NavigationJson.group(group)));
    }
    return Json.MAPPER.writeValueAsBytes(document);
  }

  private static ObjectNode cube(
      Cube cube,
      DataModel model,
      Map<String, Integer> components,
      boolean withHidden,
      BiPredicate<Cube, String> granted,
      Optional<ExtendedMeta> extended) {
    Predicate<MemberInfo> listed =
        info -> (withHidden || info.visible()) && granted.test(cube, info.name());
    ObjectNode json = Json.NODES.objectNode();
    json.put("name", cube.name());
    json.put("type", cube.kind() == Cube.Kind.VIEW ? "view" : "cube");
    json.put("title", cube.title());
    cube.description().ifPresent(text -> json.put("description", text));
    json.put("isVisible", cube.visible()).put("public", cube.visible());
    Integer component = components.get(cube.name());
    if (component != null) {
      json.put("connectedComponent", component);
    }
    cube.meta().ifPresent(meta -> json.set("meta", Json.MAPPER.valueToTree(meta)));
    ArrayNode measures = json.putArray("measures");
    cube.measures().values().stream()
        .filter(measure -> listed.test(measure.info()))
        .forEach(
            measure -> {
              ObjectNode entry = measure(measure, model);
              extended.ifPresent(more -> more.measure(entry, cube, measure));
              measures.add(entry);
            });
    ArrayNode dimensions = json.putArray("dimensions");
    cube.dimensions().values().stream()
        .filter(dimension -> listed.test(dimension.info()))
        .forEach(
            dimension -> {
              ObjectNode entry = dimension(dimension);
              extended.ifPresent(more -> more.dimension(entry, cube, dimension));
              dimensions.add(entry);
            });
    ArrayNode segments = json.putArray("segments");
    cube.segments().values().stream()
        .filter(segment -> listed.test(segment.info()))
        .forEach(
            segment -> {
              ObjectNode entry = segment(segment);
              extended.ifPresent(more -> more.segment(entry, cube, segment));
              segments.add(entry);
            });
    NavigationJson.add(json, cube, withHidden, member -> granted.test(cube, member));
    List<String> groups = NavigationJson.groupsOf(cube.name(), model);
    if (!groups.isEmpty()) {
      json.putArray("viewGroups").addAll(Json.strings(groups));
    }
    extended.ifPresent(more -> more.cube(json, cube));
    return json;
  }

  private static boolean hasMembers(Cube cube, BiPredicate<Cube, String> granted) {
    return cube.rules().accessPolicies().isEmpty()
        || Stream.of(cube.measures(), cube.dimensions(), cube.segments())
            .flatMap(members -> members.keySet().stream())
            .anyMatch(member -> granted.test(cube, member));
  }

  private static ObjectNode measure(Measure measure, DataModel model) {
    ObjectNode json = named(measure.info());
    MemberJson.format(json, measure.format(), measure.currency());
    String type = MemberJson.type(measure);
    MemberJson.formatDescription(json, measure.format(), type.equals("number"), measure.currency());
    boolean cumulative = measure.rollingWindow().isPresent() || measure.cumulative();
    json.put("cumulativeTotal", cumulative).put("cumulative", cumulative);
    json.put("type", type);
    json.put("aggType", MemberJson.aggregateType(measure.type()));
    MemberJson.drillMembers(json, measure, model);
    MemberJson.meta(json, measure.info());
    return visibility(json, measure.info());
  }

  private static ObjectNode dimension(Dimension dimension) {
    ObjectNode json = named(dimension.info());
    json.put("type", MemberJson.type(dimension));
    json.put("suggestFilterValues", dimension.suggestFilterValues());
    MemberJson.format(json, dimension.format(), dimension.currency());
    MemberJson.formatDescription(
        json, dimension.format(), MemberJson.isNumber(dimension), dimension.currency());
    MemberJson.meta(json, dimension.info());
    dimension.order().ifPresent(order -> json.put("order", order));
    dimension.key().ifPresent(key -> json.put("key", key));
    dimension.links().forEach(link -> json.withArray("links").add(MemberJson.link(link)));
    if (dimension.synthetic()) {
      json.put("synthetic", true);
    }
    visibility(json, dimension.info());
    json.put("primaryKey", dimension.primaryKey());
    dimension
        .granularities()
        .forEach(each -> json.withArray("granularities").add(MemberJson.granularity(each)));
    return json;
  }

  private static ObjectNode segment(Segment segment) {
    ObjectNode json = named(segment.info());
    MemberJson.meta(json, segment.info());
    return visibility(json, segment.info());
  }

  private static ObjectNode named(MemberInfo info) {
    ObjectNode json = Json.NODES.objectNode();
    json.put("name", info.fullName());
    MemberJson.titles(json, info);
    info.aliasOf().ifPresent(path -> json.put("aliasMember", path.name()));
    return json;
  }

  private static ObjectNode visibility(ObjectNode json, MemberInfo info) {
    return json.put("isVisible", info.visible()).put("public", info.visible());
  }

  /**
   * Numbers the groups of cubes that joins connect: a group has the number of its first cube among
   * all cubes that are joined by another. A cube without joins has no number.
   */
  private static Map<String, Integer> components(DataModel model) {
    Map<String, Set<String>> neighbours = new HashMap<>();
    Set<String> targets = new LinkedHashSet<>();
    for (Cube cube : model.cubes().values()) {
      for (Join join : cube.joins()) {
        targets.add(join.target());
        neighbours.computeIfAbsent(cube.name(), name -> new LinkedHashSet<>()).add(join.target());
        neighbours.computeIfAbsent(join.target(), name -> new LinkedHashSet<>()).add(cube.name());
      }
    }
    Map<String, Integer> components = new LinkedHashMap<>();
    int number = 0;
    for (String target : targets) {
      number++;
      Deque<String> waiting = new ArrayDeque<>(Set.of(target));
      while (!waiting.isEmpty()) {
        String cube = waiting.poll();
        if (components.putIfAbsent(cube, number) == null) {
          waiting.addAll(neighbours.getOrDefault(cube, Set.of()));
        }
      }
    }
    return components;
  }
}
