package dev.cuboid.model.compile;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.Hierarchy;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MemberInfo;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.Segment;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.compile.ViewIncludes.Inclusion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of one view, made from what it includes. */
final class ViewMembers {

  private final String view;
  private final String viewTitle;
  private final Map<String, Inclusion> included;
  private final Map<String, ViewIncludes.IncludedHierarchy> hierarchies;
  private final Map<String, String> viewNames = new HashMap<>();

  ViewMembers(String view, String viewTitle, ViewIncludes includes) {
    this.view = view;
    this.viewTitle = viewTitle;
    this.included = includes.members();
    this.hierarchies = includes.hierarchies();
    included.forEach(
        (name, inclusion) ->
            viewNames.putIfAbsent(inclusion.member().info().fullName(), view + "." + name));
  }

  Map<String, Measure> measures() {
    Map<String, Measure> result = new LinkedHashMap<>();
    included.forEach(
        (name, inclusion) -> {
          if (inclusion.member() instanceof Measure measure) {
            result.put(
                name,
                new Measure(
                    info(inclusion),
                    measure.type(),
                    measure.sql(),
                    measure.filters(),
                    measure.rollingWindow(),
                    drillMembers(measure),
                    measure.drillFilters(),
                    measure.format(),
                    measure.currency(),
                    measure.cumulative(),
                    measure.multiStage()));
          }
        });
    return result;
  }

  Map<String, Dimension> dimensions() {
    Map<String, Dimension> result = new LinkedHashMap<>();
    included.forEach(
        (name, inclusion) -> {
          if (inclusion.member() instanceof Dimension dimension) {
            result.put(
                name,
                new Dimension(
                    info(inclusion),
                    dimension.type(),
                    dimension.sql(),
                    dimension.primaryKey(),
                    dimension.subQuery(),
                    dimension.propagateFiltersToSubQuery(),
                    dimension.granularities(),
                    dimension.format(),
                    dimension.currency(),
                    dimension.order(),
                    dimension.suggestFilterValues(),
                    dimension.key().map(key -> viewNames.get(key)),
                    dimension.links(),
                    dimension.synthetic(),
                    dimension.timeShifts(),
                    dimension.multiStage()));
          }
        });
    return result;
  }

  Map<String, Segment> segments() {
    Map<String, Segment> result = new LinkedHashMap<>();
    included.forEach(
        (name, inclusion) -> {
          if (inclusion.member() instanceof Segment segment) {
            result.put(name, new Segment(info(inclusion), segment.sql()));
          }
        });
    return result;
  }

  private List<String> drillMembers(Measure measure) {
    return measure.drillMembers().stream()
        .filter(viewNames::containsKey)
        .map(member -> viewNames.getOrDefault(member, member))
        .toList();
  }

  private MemberInfo info(Inclusion inclusion) {
    MemberInfo original = inclusion.member().info();
    Optional<Properties> overrides = inclusion.overrides();
    boolean ownTitle = !original.shortTitle().equals(Titles.of(original.name()));
    String shortTitle =
        overrides
            .flatMap(properties -> properties.text("title"))
            .orElseGet(() -> ownTitle ? original.shortTitle() : Titles.of(inclusion.viewName()));
    return new MemberInfo(
        view,
        inclusion.viewName(),
        viewTitle + " " + shortTitle,
        shortTitle,
        overrides.flatMap(properties -> properties.text("description")).or(original::description),
        overrides.flatMap(Properties::meta).or(original::meta),
        original.visible(),
        Optional.of(new MemberPath(inclusion.joinPath(), original.name())),
        original.mask(),
        overrides.<SourcePosition>map(Properties::position).or(original::position));
  }

  Map<String, Hierarchy> hierarchies() {
    Map<String, Hierarchy> result = new LinkedHashMap<>();
    hierarchies.forEach(
        (name, inclusion) -> {
          Hierarchy original = inclusion.hierarchy();
          List<String> levels =
              original.levels().stream()
                  .map(level -> inclusion.cube() + "." + level)
                  .filter(viewNames::containsKey)
                  .map(level -> viewNames.getOrDefault(level, level).substring(view.length() + 1))
                  .toList();
          result.put(
              name,
              new Hierarchy(
                  name,
                  original.title(),
                  original.visible(),
                  levels,
                  Optional.of(new MemberPath(inclusion.joinPath(), original.name()))));
        });
    return result;
  }
}
