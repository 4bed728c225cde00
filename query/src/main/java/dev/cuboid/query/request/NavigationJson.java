package dev.cuboid.query.request;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Folder;
import dev.cuboid.model.FolderItem;
import dev.cuboid.model.Hierarchy;
import dev.cuboid.model.ViewGroup;
import dev.cuboid.model.ViewGroupItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hierarchies, folders and view groups, as {@code /meta} prints them. */
final class NavigationJson {

  private NavigationJson() {}

  /**
   * @param withHidden whether what is not public is listed too
   * @param granted whether a member, by its own name, may be asked for
   */
  static void add(ObjectNode json, Cube cube, boolean withHidden, Predicate<String> granted) {
    ArrayNode hierarchies = json.putArray("hierarchies");
    cube.navigation().hierarchies().values().stream()
        .filter(hierarchy -> withHidden || hierarchy.visible())
        .forEach(hierarchy -> hierarchies.add(hierarchy(hierarchy, cube, granted)));
    ArrayNode folders = json.putArray("folders");
    ArrayNode nested = json.putArray("nestedFolders");
    for (Folder folder : cube.navigation().folders()) {
      ObjectNode flat = folders.addObject().put("name", folder.name());
      List<String> members = new ArrayList<>();
      collect(folder, cube, granted, members);
      flat.putArray("members").addAll(Json.strings(members.stream().distinct().toList()));
      nested.add(nested(folder, cube, granted));
    }
  }

  private static ObjectNode hierarchy(Hierarchy hierarchy, Cube cube, Predicate<String> granted) {
    ObjectNode json = Json.NODES.objectNode();
    json.put("name", cube.name() + "." + hierarchy.name());
    hierarchy.title().ifPresent(title -> json.put("title", title));
    hierarchy.aliasOf().ifPresent(path -> json.put("aliasMember", path.name()));
    json.put("isVisible", hierarchy.visible()).put("public", hierarchy.visible());
    json.putArray("levels")
        .addAll(
            Json.strings(
                hierarchy.levels().stream()
                    .filter(granted)
                    .map(level -> cube.name() + "." + level)
                    .toList()));
    return json;
  }

  private static void collect(
      Folder folder, Cube cube, Predicate<String> granted, List<String> members) {
    for (FolderItem item : folder.items()) {
      switch (item) {
        case Folder inner -> collect(inner, cube, granted, members);
        case FolderItem.Member(String name) -> {
          if (granted.test(name)) {
            members.add(cube.name() + "." + name);
          }
        }
      }
    }
  }

  private static ObjectNode nested(Folder folder, Cube cube, Predicate<String> granted) {
    ObjectNode json = Json.NODES.objectNode().put("name", folder.name());
    ArrayNode members = json.putArray("members");
    for (FolderItem item : folder.items()) {
      switch (item) {
        case Folder inner -> members.add(nested(inner, cube, granted));
        case FolderItem.Member(String name) -> {
          if (granted.test(name)) {
            members.add(cube.name() + "." + name);
          }
        }
      }
    }
    return json;
  }

  static ObjectNode group(ViewGroup group) {
    ObjectNode json = Json.NODES.objectNode().put("name", group.name());
    group.title().ifPresent(title -> json.put("title", title));
    group.description().ifPresent(text -> json.put("description", text));
    ArrayNode includes = json.putArray("includes");
    for (ViewGroupItem item : group.items()) {
      switch (item) {
        case ViewGroup inner -> includes.add(group(inner));
        case ViewGroupItem.View(String name) -> includes.add(name);
      }
    }
    return json;
  }

  /** The names of the groups in which a view is, be it below another. */
  static List<String> groupsOf(String view, DataModel model) {
    return model.viewGroups().values().stream()
        .filter(group -> holds(group, view))
        .map(ViewGroup::name)
        .toList();
  }

  private static boolean holds(ViewGroup group, String view) {
    return group.items().stream()
        .anyMatch(
            item ->
                switch (item) {
                  case ViewGroup inner -> holds(inner, view);
                  case ViewGroupItem.View(String name) -> name.equals(view);
                });
  }
}
