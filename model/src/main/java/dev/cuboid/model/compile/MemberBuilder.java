package dev.cuboid.model.compile;

import dev.cuboid.model.CalendarShift;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionLink;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.DimensionType;
import dev.cuboid.model.Format;
import dev.cuboid.model.Granularity;
import dev.cuboid.model.Mask;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.MemberInfo;
import dev.cuboid.model.MultiStage;
import dev.cuboid.model.RollingWindow;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the members of one cube from their properties. */
final class MemberBuilder {

  private static final Set<String> NAMED_FORMATS =
      Set.of("imageUrl", "link", "currency", "percent", "number", "id");

  private final String cube;
  private final String cubeTitle;

  MemberBuilder(String cube, String cubeTitle) {
    this.cube = cube;
    this.cubeTitle = cubeTitle;
  }

  Optional<Measure> measure(String name, Properties properties) {
    Optional<MeasureType> type = type(properties, MeasureType.class, "measure");
    Optional<SqlTemplate> sql = properties.sql("sql");
    Measure measure =
        new Measure(
            info(name, properties, true),
            type.orElse(MeasureType.COUNT),
            sql,
            properties.sqlList("filters"),
            rollingWindow(properties),
            drillMembers(properties),
            properties.sqlList("drillFilters"),
            format(properties, false),
            properties.text("currency"),
            properties.flag("cumulative").orElse(false),
            MultiStageBuilder.of(properties, type));
    properties.accept("aliases");
    properties.rejectUnknown();
    if (type.isEmpty()) {
      return Optional.empty();
    }
    boolean chosen = measure.multiStage().flatMap(MultiStage::choice).isPresent();
    boolean needsSql = type.get() != MeasureType.COUNT && type.get() != MeasureType.RANK;
    if (sql.isEmpty() && needsSql && !chosen) {
      properties.error(properties.position(), "\"sql\" is required for a measure of this type");
      return Optional.empty();
    }
    return Optional.of(measure);
  }

  /** The dimension, and behind it the addresses of its links; none where it has mistakes. */
  Map<String, Dimension> dimension(String name, Properties properties) {
    Optional<DimensionType> type = type(properties, DimensionType.class, "dimension");
    Optional<DimensionSql> sql = dimensionSql(properties, type);
    boolean primaryKey = properties.flag("primaryKey").orElse(false);
    boolean isTime = type.equals(Optional.of(DimensionType.TIME));
    List<Granularity> granularities = granularities(properties);
    boolean subQuery = properties.flag("subQuery").orElse(false);
    boolean propagate = properties.flag("propagateFiltersToSubQuery").orElse(false);
    MemberInfo info = info(name, properties, !primaryKey);
    Optional<Format> format = format(properties, isTime);
    Optional<String> currency = properties.text("currency");
    Optional<String> order = properties.text("order");
    boolean suggest = properties.flag("suggestFilterValues").orElse(true);
    Optional<String> key = MemberRules.key(properties);
    LinkBuilder links = new LinkBuilder(properties);
    Optional<MultiStage> multiStage = MultiStageBuilder.ofDimension(properties);
    List<CalendarShift> timeShifts = ShiftIntervals.ofDimension(properties);
    properties.accept("aliases", "enableSuggestions", "valuesAsSegments", "fieldType");
    properties.rejectUnknown();
    if (type.isEmpty() || sql.isEmpty()) {
      return Map.of();
    }
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    dimensions.put(
        name,
        new Dimension(
            info,
            type.get(),
            sql.get(),
            primaryKey,
            subQuery,
            propagate,
            granularities,
            format,
            currency,
            order,
            suggest,
            key,
            links.links(),
            /* synthetic= */ false,
            timeShifts,
            multiStage));
    links
        .urls()
        .forEach(
            (link, url) -> {
              String own = DimensionLink.urlDimension(name, link);
              dimensions.put(own, linkDimension(own, url, properties));
            });
    return dimensions;
  }

  /** The address of a link as a dimension of its own. */
  private Dimension linkDimension(String name, SqlTemplate url, Properties properties) {
    String title = Titles.of(name);
    MemberInfo info =
        new MemberInfo(
            cube,
            name,
            cubeTitle + " " + title,
            title,
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.of(properties.position()));
    return new Dimension(
        info,
        DimensionType.STRING,
        new DimensionSql.Expression(url),
        false,
        false,
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        List.of(),
        /* synthetic= */ true,
        List.of(),
        Optional.empty());
  }

  Optional<Segment> segment(String name, Properties properties) {
    Optional<SqlTemplate> sql = properties.sql("sql");
    MemberInfo info = info(name, properties, true);
    properties.accept("aliases");
    properties.rejectUnknown();
    if (sql.isEmpty()) {
      properties.error(properties.position(), "\"sql\" is required for a segment");
    }
    return sql.map(condition -> new Segment(info, condition));
  }

  private MemberInfo info(String name, Properties properties, boolean visibleByDefault) {
    String shortTitle = properties.text("title").orElseGet(() -> Titles.of(name));
    Optional<Boolean> visible =
        properties
            .flag("public")
            .or(() -> properties.flag("shown"))
            .or(() -> properties.flag("visible"));
    properties.accept("shown", "visible");
    return new MemberInfo(
        cube,
        name,
        cubeTitle + " " + shortTitle,
        shortTitle,
        properties.text("description"),
        properties.meta(),
        visible.orElse(visibleByDefault),
        Optional.empty(),
        mask(properties),
        Optional.of(properties.position()));
  }

  private static Optional<Mask> mask(Properties properties) {
    Optional<Properties> computed = properties.below("mask");
    if (computed.isPresent()) {
      return computed.get().sql("sql").map(Mask.Expression::new);
    }
    return properties
        .node("mask")
        .flatMap(
            node ->
                node instanceof RawNode.Scalar scalar
                    ? Optional.ofNullable(scalar.value())
                    : Optional.empty())
        .map(Mask.Constant::new);
  }

  private static List<String> drillMembers(Properties properties) {
    List<String> members = properties.memberNames("drillMembers");
    return members.isEmpty() ? properties.memberNames("drillMemberReferences") : members;
  }

  private static <T extends Enum<T>> Optional<T> type(
      Properties properties, Class<T> types, String kind) {
    Optional<String> text = properties.text("type");
    if (text.isEmpty()) {
      properties.error(properties.position(), "\"type\" is required for a " + kind);
      return Optional.empty();
    }
    String constant = Keys.snakeCase(text.get()).toUpperCase(Locale.ROOT);
    for (T type : types.getEnumConstants()) {
      if (type.name().equals(constant)) {
        return Optional.of(type);
      }
    }
    List<String> allowed = new ArrayList<>();
    for (T type : types.getEnumConstants()) {
      allowed.add(type.name().toLowerCase(Locale.ROOT));
    }
    properties.error(
        properties.node("type").map(RawNode::position).orElseGet(properties::position),
        "'"
            + text.get()
            + "' is not a type of a "
            + kind
            + "; expected one of "
            + String.join(", ", allowed)
            + NearestName.hint(Keys.snakeCase(text.get()), allowed));
    return Optional.empty();
  }

  private Optional<DimensionSql> dimensionSql(Properties properties, Optional<DimensionType> type) {
    Optional<SqlTemplate> sql = properties.sql("sql");
    Optional<Properties> cases = properties.below("case");
    Optional<SqlTemplate> latitude = coordinate(properties, "latitude");
    Optional<SqlTemplate> longitude = coordinate(properties, "longitude");
    List<RawNode> values = properties.items("values");
    if (cases.isPresent()) {
      return Optional.of(CaseBuilder.of(cases.get()));
    }
    if (latitude.isPresent() && longitude.isPresent()) {
      return Optional.of(new DimensionSql.Geo(latitude.get(), longitude.get()));
    }
    if (type.equals(Optional.of(DimensionType.SWITCH)) && !values.isEmpty()) {
      return Optional.of(
          new DimensionSql.SwitchValues(
              values.stream()
                  .filter(RawNode.Scalar.class::isInstance)
                  .map(value -> String.valueOf(((RawNode.Scalar) value).value()))
                  .toList()));
    }
    if (sql.isEmpty()) {
      properties.error(
          properties.position(),
          "\"sql\" is required for a dimension without \"case\", or \"latitude\" and \"longitude\"");
    }
    return sql.map(DimensionSql.Expression::new);
  }

  private static Optional<SqlTemplate> coordinate(Properties properties, String key) {
    return properties.below(key).flatMap(coordinate -> coordinate.sql("sql"));
  }

  private static List<Granularity> granularities(Properties properties) {
    List<Granularity> granularities = new ArrayList<>();
    for (Map.Entry<String, RawNode> entry : properties.entries("granularities").entrySet()) {
      if (!(entry.getValue() instanceof RawNode.Mapping mapping)) {
        continue;
      }
      Properties definition = properties.below(mapping);
      Optional<SqlTemplate> sql = definition.sql("sql");
      Optional<String> interval = definition.text("interval");
      Optional<String> origin = definition.text("origin");
      Optional<String> offset = definition.text("offset");
      Optional<String> title = definition.text("title");
      definition.rejectUnknown();
      if (sql.isPresent()) {
        granularities.add(new Granularity(entry.getKey(), title, new Granularity.Sql(sql.get())));
      } else if (interval.isPresent()) {
        granularities.add(
            new Granularity(
                entry.getKey(), title, new Granularity.Interval(interval.get(), origin, offset)));
      } else {
        definition.error(
            mapping.position(),
            "granularity '" + entry.getKey() + "' needs \"interval\" or \"sql\"");
      }
    }
    return granularities;
  }

  private static Optional<RollingWindow> rollingWindow(Properties properties) {
    return properties
        .below("rollingWindow")
        .map(
            window -> {
              String type = window.text("type").orElse("fixed");
              Optional<String> trailing = window.text("trailing");
              Optional<String> leading = window.text("leading");
              String offset = window.text("offset").orElse("end");
              Optional<String> granularity = window.text("granularity");
              window.rejectUnknown();
              return switch (type) {
                case "to_date" -> new RollingWindow.ToDate(granularity.orElse("day"));
                case "year_to_date", "quarter_to_date", "month_to_date" ->
                    new RollingWindow.ToDate(type.substring(0, type.indexOf('_')));
                default ->
                    new RollingWindow.Fixed(
                        trailing,
                        leading,
                        offset.equals("start")
                            ? RollingWindow.Offset.START
                            : RollingWindow.Offset.END);
              };
            });
  }

  private static Optional<Format> format(Properties properties, boolean isTime) {
    Optional<Properties> link = properties.below("format");
    if (link.isPresent()) {
      link.get().accept("type");
      return link.get().text("label").map(Format.Link::new);
    }
    return properties
        .text("format")
        .map(
            text -> {
              if (NAMED_FORMATS.contains(text)) {
                return new Format.Named(text);
              }
              return isTime
                  ? new Format.CustomTime(text)
                  : new Format.CustomNumeric(text, Optional.empty());
            });
  }
}
