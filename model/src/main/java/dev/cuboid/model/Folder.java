package dev.cuboid.model;

import java.util.List;

/**
 * Members of a view that are shown together.
 *
 * @param name for people; unique within the view
 * @param items members and folders, in the author's order
 */
public record Folder(String name, List<FolderItem> items) implements FolderItem {

  public Folder {
    items = List.copyOf(items);
  }
}
