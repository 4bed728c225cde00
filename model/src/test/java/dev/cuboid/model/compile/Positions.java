package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MemberInfo;
import dev.cuboid.model.Segment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Takes the positions out of a model, so that models of different files can be compared. */
final class Positions {

  private Positions() {}

  static Map<String, Cube> removed(DataModel model) {
    Map<String, Cube> cubes = new LinkedHashMap<>();
    model.cubes().forEach((name, cube) -> cubes.put(name, removed(cube)));
    return cubes;
  }

  private static Cube removed(Cube cube) {
    Map<String, Measure> measures = new LinkedHashMap<>();
    cube.measures()
        .forEach(
            (name, m) ->
                measures.put(
                    name,
                    new Measure(
                        removed(m.info()),
                        m.type(),
                        m.sql(),
                        m.filters(),
                        m.rollingWindow(),
                        m.drillMembers(),
                        m.drillFilters(),
                        m.format(),
                        m.currency(),
                        m.cumulative(),
                        m.multiStage())));
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    cube.dimensions()
        .forEach(
            (name, d) ->
                dimensions.put(
                    name,
                    new Dimension(
                        removed(d.info()),
                        d.type(),
                        d.sql(),
                        d.primaryKey(),
                        d.subQuery(),
                        d.propagateFiltersToSubQuery(),
                        d.granularities(),
                        d.format(),
                        d.currency(),
                        d.order(),
                        d.suggestFilterValues(),
                        d.key(),
                        d.links(),
                        d.synthetic(),
                        d.timeShifts(),
                        d.multiStage())));
    Map<String, Segment> segments = new LinkedHashMap<>();
    cube.segments()
        .forEach((name, s) -> segments.put(name, new Segment(removed(s.info()), s.sql())));
    return new Cube(
        cube.name(),
        cube.kind(),
        cube.title(),
        cube.description(),
        cube.meta(),
        cube.visible(),
        cube.sqlAlias(),
        cube.calendar(),
        cube.dataSource(),
        cube.source(),
        measures,
        dimensions,
        segments,
        cube.joins(),
        cube.refreshKey(),
        cube.viewPaths(),
        cube.navigation(),
        cube.rules(),
        cube.preAggregations(),
        cube.parent(),
        Optional.empty());
  }

  private static MemberInfo removed(MemberInfo info) {
    return new MemberInfo(
        info.cube(),
        info.name(),
        info.title(),
        info.shortTitle(),
        info.description(),
        info.meta(),
        info.visible(),
        info.aliasOf(),
        info.mask(),
        Optional.empty());
  }
}
