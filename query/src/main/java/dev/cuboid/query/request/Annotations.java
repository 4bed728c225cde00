package dev.cuboid.query.request;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Member;
import dev.cuboid.query.Query;
import dev.cuboid.query.QueryException;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Describes the members of a query, for the {@code annotation} of an answer. */
public final class Annotations {

  private final DataModel model;

  public Annotations(DataModel model) {
    this.model = model;
  }

  /** The annotation of a query whose members exist. */
  public ObjectNode of(Query query) {
    ObjectNode json = Json.NODES.objectNode();
    ObjectNode measures = json.putObject("measures");
    query
        .measures()
        .forEach(name -> measure(name).ifPresent(found -> measures.set(name, annotation(found))));
    ObjectNode dimensions = json.putObject("dimensions");
    query
        .dimensions()
        .forEach(
            name -> dimension(name).ifPresent(found -> dimensions.set(name, annotation(found))));
    ObjectNode segments = json.putObject("segments");
    query
        .segments()
        .forEach(
            name ->
                find(name, Cube::segments)
                    .ifPresent(found -> MemberJson.titles(segments.putObject(name), found.info())));
    ObjectNode timeDimensions = json.putObject("timeDimensions");
    query.timeDimensions().forEach(each -> timeDimension(each, timeDimensions));
    return json;
  }

  /**
   * Refuses a query for members that its author did not make public.
   *
   * @throws QueryException in Cube's words
   */
  public void requireVisible(Query query) {
    query.measures().forEach(name -> requireVisible(name, measure(name)));
    query.dimensions().forEach(name -> requireVisible(name, dimension(name)));
    query
        .timeDimensions()
        .forEach(each -> requireVisible(each.dimension(), dimension(each.dimension())));
    query.segments().forEach(name -> requireVisible(name, find(name, Cube::segments)));
  }

  private void requireVisible(String name, Optional<? extends Member> member) {
    boolean cubeVisible =
        model.cube(name.substring(0, name.indexOf('.'))).map(Cube::visible).orElse(true);
    if (member.isPresent() && !(cubeVisible && member.get().info().visible())) {
      throw new QueryException(
          QueryException.Kind.BAD_REQUEST,
          "Error: You requested hidden member: '"
              + name
              + "'. Please make it visible using `public: true`. Please note primaryKey fields are"
              + " `public: false` by default:"
              + " https://cube.dev/docs/schema/reference/joins#setting-a-primary-key.");
    }
  }

  private void timeDimension(Query.TimeDimension timeDimension, ObjectNode json) {
    Optional<Dimension> found = dimension(timeDimension.dimension());
    if (found.isEmpty() || timeDimension.granularity().isEmpty()) {
      return;
    }
    String granularity = timeDimension.granularity().get();
    ObjectNode withGranularity = annotation(found.get());
    MemberJson.granularity(found.get(), granularity)
        .ifPresent(description -> withGranularity.set("granularity", description));
    json.set(timeDimension.dimension() + "." + granularity, withGranularity);
    json.set(timeDimension.dimension(), annotation(found.get()));
  }

  private ObjectNode annotation(Measure measure) {
    ObjectNode json = Json.NODES.objectNode();
    MemberJson.titles(json, measure.info());
    json.put("type", MemberJson.type(measure));
    MemberJson.format(json, measure.format(), measure.currency());
    MemberJson.meta(json, measure.info());
    MemberJson.drillMembers(json, measure, model);
    return json;
  }

  private static ObjectNode annotation(Dimension dimension) {
    ObjectNode json = Json.NODES.objectNode();
    MemberJson.titles(json, dimension.info());
    json.put("type", MemberJson.type(dimension));
    MemberJson.format(json, dimension.format(), dimension.currency());
    MemberJson.meta(json, dimension.info());
    if (!dimension.granularities().isEmpty()) {
      dimension
          .granularities()
          .forEach(each -> json.withArray("granularities").add(MemberJson.granularity(each)));
    }
    return json;
  }

  private Optional<Measure> measure(String name) {
    return find(name, Cube::measures);
  }

  private Optional<Dimension> dimension(String name) {
    return find(name, Cube::dimensions);
  }

  private <T> Optional<T> find(
      String name, java.util.function.Function<Cube, java.util.Map<String, T>> members) {
    int dot = name.indexOf('.');
    return model
        .cube(name.substring(0, dot))
        .flatMap(cube -> Optional.ofNullable(members.apply(cube).get(name.substring(dot + 1))));
  }
}
