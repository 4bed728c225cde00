package dev.cuboid.model;

/** What a {@link Folder} holds. */
public sealed interface FolderItem permits Folder, FolderItem.Member {

  /**
   * A member, or a hierarchy, of the view.
   *
   * @param name its own name
   */
  record Member(String name) implements FolderItem {}
}
