package dev.cuboid.model.compile;

import dev.cuboid.model.DimensionLink;
import dev.cuboid.model.SqlTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the links of a dimension.
 *
 * @see <a href="https://cube.dev/docs/product/data-modeling/reference/dimensions#links">Cube,
 *     links</a>
 */
final class LinkBuilder {

  private static final Set<String> TARGETS = Set.of("blank", "self");

  private final Properties dimension;
  private final Set<String> names = new HashSet<>();
  private final List<DimensionLink> links = new ArrayList<>();
  private final Map<String, SqlTemplate> urls = new LinkedHashMap<>();

  /**
   * @param dimension the properties of the dimension
   */
  LinkBuilder(Properties dimension) {
    this.dimension = dimension;
    dimension.eachObject("links", this::add);
    if (links.stream().filter(DimensionLink::primary).count() > 1) {
      dimension.error(dimension.position(), "Only one link can be marked as primary");
    }
  }

  List<DimensionLink> links() {
    return links;
  }

  /** The addresses, by the names of the links. */
  Map<String, SqlTemplate> urls() {
    return urls;
  }

  private void add(Properties link) {
    Optional<String> name = link.text("name");
    Optional<String> label = link.text("label");
    Optional<SqlTemplate> url = link.sql("url");
    Optional<String> target = link.text("target");
    DimensionLink built =
        new DimensionLink(
            name.orElse(""),
            label.orElse(""),
            link.text("icon"),
            target,
            link.flag("primary").orElse(false));
    link.accept("dashboard", "params");
    link.rejectUnknown();
    if (name.isEmpty() || label.isEmpty()) {
      link.error(link.position(), "\"name\" and \"label\" are required for a link");
      return;
    }
    if (url.isPresent() == link.node("dashboard").isPresent()) {
      link.error(link.position(), "a link must have either \"url\" or \"dashboard\"");
    }
    if (target.isPresent() && !TARGETS.contains(target.get())) {
      link.error(link.position(), "\"target\" of a link must be blank or self");
    }
    if (!names.add(name.get())) {
      link.error(link.position(), "Duplicate link name '" + name.get() + "'");
      return;
    }
    String urlDimension = DimensionLink.urlDimension(ownName(), name.get());
    if (url.isPresent() && siblings().contains(urlDimension)) {
      link.error(
          link.position(),
          "Link '%s' on dimension '%s' conflicts with existing dimension '%s'"
              .formatted(name.get(), ownName(), urlDimension));
    }
    links.add(built);
    url.ifPresent(sql -> urls.put(name.get(), sql));
  }

  private String ownName() {
    return dimension.owner().substring(dimension.owner().indexOf('.') + 1);
  }

  private Set<String> siblings() {
    return dimension.references().members(cube());
  }

  private String cube() {
    return dimension.owner().substring(0, dimension.owner().indexOf('.'));
  }
}
