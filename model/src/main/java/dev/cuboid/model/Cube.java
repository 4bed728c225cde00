package dev.cuboid.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cube, or a view, which is a cube whose members all stand for members of others. Members keep
 * the order in which the author wrote them.
 *
 * @param name its name in queries
 * @param kind cube or view
 * @param title for people
 * @param description for people
 * @param meta free JSON of the author
 * @param visible {@code public}
 * @param sqlAlias in place of the name in SQL aliases
 * @param calendar whether it is a calendar, which says for each time where others are found
 * @param dataSource the data source that has its rows
 * @param source its rows
 * @param measures by own name
 * @param dimensions by own name
 * @param segments by own name
 * @param joins declared by this cube
 * @param refreshKey of its results
 * @param viewPaths in a view: the join paths that it was made of, in order
 * @param navigation hierarchies and folders
 * @param rules access policies and default filters
 * @param preAggregations by own name
 * @param parent the cube or view that it extends, if that has a name
 * @param position where it is defined
 */
public record Cube(
    String name,
    Kind kind,
    String title,
    Optional<String> description,
    Optional<Map<String, @Nullable Object>> meta,
    boolean visible,
    Optional<String> sqlAlias,
    boolean calendar,
    String dataSource,
    CubeSource source,
    Map<String, Measure> measures,
    Map<String, Dimension> dimensions,
    Map<String, Segment> segments,
    List<Join> joins,
    Optional<RefreshKey> refreshKey,
    List<List<String>> viewPaths,
    Navigation navigation,
    Rules rules,
    Map<String, PreAggregation> preAggregations,
    Optional<String> parent,
    Optional<SourcePosition> position) {

  /** Cube or view. */
  public enum Kind {
    CUBE,
    VIEW
  }

  public Cube {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
    joins = List.copyOf(joins);
    preAggregations = Collections.unmodifiableMap(new LinkedHashMap<>(preAggregations));
    viewPaths = viewPaths.stream().map(List::copyOf).toList();
  }

  /** The dimensions of the primary key, in the author's order. */
  public List<Dimension> primaryKey() {
    return dimensions.values().stream().filter(Dimension::primaryKey).toList();
  }
}
