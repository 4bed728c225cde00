package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/**
 * Views that are shown together.
 *
 * @param name unique in the model
 * @param title for people
 * @param description for people
 * @param items views and groups, in the author's order
 */
public record ViewGroup(
    String name, Optional<String> title, Optional<String> description, List<ViewGroupItem> items)
    implements ViewGroupItem {

  public ViewGroup {
    items = List.copyOf(items);
  }
}
