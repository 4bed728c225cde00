package dev.cuboid.query.request;

import dev.cuboid.model.DataModel;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionLink;
import dev.cuboid.model.DimensionType;
import dev.cuboid.model.Format;
import dev.cuboid.model.Granularity;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.MemberInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what members say of themselves, for annotations and for {@code /meta}. */
final class MemberJson {

  static final List<String> PREDEFINED_GRANULARITIES =
      List.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");

  private MemberJson() {}

  static void titles(ObjectNode json, MemberInfo info) {
    json.put("title", info.title()).put("shortTitle", info.shortTitle());
    info.description().ifPresent(text -> json.put("description", text));
  }

  static void meta(ObjectNode json, MemberInfo info) {
    info.meta().ifPresent(meta -> json.set("meta", Json.MAPPER.valueToTree(meta)));
  }

  static void format(ObjectNode json, Optional<Format> format, Optional<String> currency) {
    format.ifPresent(found -> json.set("format", format(found)));
    currency.ifPresent(code -> json.put("currency", code));
  }

  private static JsonNode format(Format format) {
    return switch (format) {
      case Format.Named named -> Json.NODES.stringNode(named.name());
      case Format.Link link ->
          Json.NODES.objectNode().put("label", link.label()).put("type", "link");
      case Format.CustomNumeric custom -> {
        ObjectNode json =
            Json.NODES.objectNode().put("type", "custom-numeric").put("value", custom.value());
        custom.alias().ifPresent(alias -> json.put("alias", alias));
        yield json;
      }
      case Format.CustomTime custom ->
          Json.NODES.objectNode().put("type", "custom-time").put("value", custom.value());
    };
  }

  /** The type of a measure's values. */
  static String type(Measure measure) {
    return switch (measure.type()) {
      case STRING, BOOLEAN, TIME -> measure.type().name().toLowerCase(Locale.ROOT);
      default -> "number";
    };
  }

  static String type(Dimension dimension) {
    return dimension.type().name().toLowerCase(Locale.ROOT);
  }

  /** {@code countDistinct} for COUNT_DISTINCT. */
  static String aggregateType(MeasureType type) {
    String[] words = type.name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder text = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      text.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
    }
    return text.toString();
  }

  static void drillMembers(ObjectNode json, Measure measure, DataModel model) {
    json.putArray("drillMembers").addAll(Json.strings(measure.drillMembers()));
    ObjectNode grouped = json.putObject("drillMembersGrouped");
    grouped.putArray("measures").addAll(Json.strings(ofKind(measure, model, true)));
    grouped.putArray("dimensions").addAll(Json.strings(ofKind(measure, model, false)));
  }

  private static List<String> ofKind(Measure measure, DataModel model, boolean measures) {
    return measure.drillMembers().stream()
        .filter(name -> isMeasure(name, model) == measures)
        .toList();
  }

  private static boolean isMeasure(String name, DataModel model) {
    int dot = name.indexOf('.');
    return model
        .cube(name.substring(0, dot))
        .map(cube -> cube.measures().containsKey(name.substring(dot + 1)))
        .orElse(false);
  }

  /** What a granularity is; empty where the dimension has none of that name. */
  static Optional<ObjectNode> granularity(Dimension dimension, String name) {
    Optional<ObjectNode> own =
        dimension.granularities().stream()
            .filter(granularity -> granularity.name().equals(name))
            .findFirst()
            .map(MemberJson::granularity);
    if (own.isPresent() || !PREDEFINED_GRANULARITIES.contains(name)) {
      return own;
    }
    return Optional.of(
        Json.NODES.objectNode().put("name", name).put("title", name).put("interval", "1 " + name));
  }

  static ObjectNode link(DimensionLink link) {
    ObjectNode json = Json.NODES.objectNode().put("name", link.name()).put("label", link.label());
    link.icon().ifPresent(icon -> json.put("icon", icon));
    link.target().ifPresent(target -> json.put("target", target));
    if (link.primary()) {
      json.put("primary", true);
    }
    return json;
  }

  static ObjectNode granularity(Granularity granularity) {
    ObjectNode json = Json.NODES.objectNode();
    json.put("name", granularity.name());
    json.put("title", granularity.title().orElse(granularity.name()));
    if (granularity.definition() instanceof Granularity.Interval interval) {
      json.put("interval", interval.interval());
      interval.origin().ifPresent(origin -> json.put("origin", origin));
      interval.offset().ifPresent(offset -> json.put("offset", offset));
    }
    return json;
  }

  /** How numbers are printed where the author said nothing else. */
  static void formatDescription(
      ObjectNode json, Optional<Format> format, boolean isNumber, Optional<String> currency) {
    if (!isNumber) {
      return;
    }
    ObjectNode description = json.putObject("formatDescription");
    String name =
        format
            .filter(Format.Named.class::isInstance)
            .map(f -> ((Format.Named) f).name())
            .orElse("number");
    switch (name) {
      case "currency" -> description.put("name", "currency").put("specifier", "$,.2~f");
      case "percent" -> description.put("name", "percent").put("specifier", ".2~%");
      default -> description.put("name", "number").put("specifier", ",.2~f");
    }
    if (format.isPresent() && format.get() instanceof Format.CustomNumeric custom) {
      description.put("name", custom.alias().orElse("custom")).put("specifier", custom.value());
    }
    currency.ifPresent(code -> description.put("currency", code));
  }

  static boolean isNumber(Dimension dimension) {
    return dimension.type() == DimensionType.NUMBER;
  }
}
