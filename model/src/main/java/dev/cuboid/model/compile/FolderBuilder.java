package dev.cuboid.model.compile;

import dev.cuboid.model.Folder;
import dev.cuboid.model.FolderItem;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the folders of a view. */
final class FolderBuilder {

  private final Properties view;
  private final ViewIncludes included;
  private final Names names;
  private final Set<String> hierarchies;

  /**
   * @param names of the whole model
   * @param hierarchies the own names of the view's hierarchies
   */
  FolderBuilder(Properties view, ViewIncludes included, Names names, Set<String> hierarchies) {
    this.view = view;
    this.included = included;
    this.names = names;
    this.hierarchies = hierarchies;
  }

  List<Folder> folders() {
    List<Folder> folders = new ArrayList<>();
    Set<String> names = new HashSet<>();
    view.eachObject(
        "folders",
        properties ->
            folder(properties)
                .ifPresent(
                    folder -> {
                      if (!names.add(folder.name())) {
                        properties.error(
                            properties.position(),
                            "Folder names must be unique within a view. Found duplicate folder '%s' in view '%s'."
                                .formatted(folder.name(), view.owner()));
                      }
                      folders.add(folder);
                    }));
    return folders;
  }

  private Optional<Folder> folder(Properties folder) {
    Optional<String> name = folder.text("name");
    if (name.isEmpty()) {
      folder.error(folder.position(), "a folder needs a name");
    }
    List<FolderItem> items = new ArrayList<>();
    for (RawNode include : folder.items("includes")) {
      if (include instanceof RawNode.Mapping mapping) {
        items.addAll(nested(folder.below(mapping), name.orElse("")));
      } else {
        items.addAll(members(folder, include, name.orElse("")));
      }
    }
    folder.rejectUnknown();
    return name.map(text -> new Folder(text, items));
  }

  /** A folder in the folder, or all that the view has along a join path. */
  private List<FolderItem> nested(Properties item, String folderName) {
    Optional<List<String>> joinPath = item.node("joinPath").flatMap(ViewIncludes::path);
    if (joinPath.isEmpty()) {
      return folder(item).<List<FolderItem>>map(List::of).orElse(List.of());
    }
    item.rejectUnknown();
    checkPath(item, joinPath.get(), folderName);
    return included.members().entrySet().stream()
        .filter(entry -> entry.getValue().joinPath().equals(joinPath.get()))
        .<FolderItem>map(entry -> new FolderItem.Member(entry.getKey()))
        .toList();
  }

  private void checkPath(Properties item, List<String> joinPath, String folderName) {
    String path = String.join(".", joinPath);
    for (String cube : joinPath) {
      if (names.isView(cube)) {
        item.error(
            item.position(),
            "Cannot use view '%s' in join_path '%s' (folder '%s' of '%s'). Only cubes are allowed"
                .formatted(cube, path, folderName, view.owner()));
        return;
      }
      if (!names.isCube(cube)) {
        item.error(
            item.position(),
            "Cube '%s' not found for join path '%s' in folder '%s'%s"
                .formatted(
                    cube, path, folderName, NearestName.hint(cube, names.members().keySet())));
        return;
      }
    }
    if (!included.paths().contains(joinPath)) {
      item.error(
          item.position(),
          "Join path '%s' included in folder '%s' not found in view '%s' cubes definition"
              .formatted(path, folderName, view.owner()));
    }
  }

  private List<FolderItem> members(Properties folder, RawNode include, String folderName) {
    String name = ReferencePaths.own(include, view.owner()).orElse("");
    if (name.equals("*")) {
      return included.members().keySet().stream().<FolderItem>map(FolderItem.Member::new).toList();
    }
    if (included.members().containsKey(name) || hierarchies.contains(name)) {
      return List.of(new FolderItem.Member(name));
    }
    folder.error(
        include.position(),
        name.contains(".")
            ? "Paths aren't allowed in the 'folders' but '%s' has been provided for %s"
                .formatted(name, view.owner())
            : "Member '%s' included in folder '%s' not found%s"
                .formatted(name, folderName, NearestName.hint(name, included.members().keySet())));
    return List.of();
  }
}
