package dev.cuboid.model;

/** What a {@link ViewGroup} holds. */
public sealed interface ViewGroupItem permits ViewGroup, ViewGroupItem.View {

  /**
   * A view.
   *
   * @param name its name
   */
  record View(String name) implements ViewGroupItem {}
}
