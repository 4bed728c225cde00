package dev.cuboid.model.compile;

import dev.cuboid.model.Folder;
import dev.cuboid.model.FolderItem;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the folders of a view. */
final class FolderBuilder {

  private final Properties view;
  private final ViewIncludes included;
  private final Set<String> hierarchies;

  /**
   * @param hierarchies the own names of the view's hierarchies
   */
  FolderBuilder(Properties view, ViewIncludes included, Set<String> hierarchies) {
    this.view = view;
    this.included = included;
    this.hierarchies = hierarchies;
  }

  List<Folder> folders() {
    List<Folder> folders = new ArrayList<>();
    view.eachObject("folders", folder -> folder(folder).ifPresent(folders::add));
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
        items.addAll(nested(folder.below(mapping)));
      } else {
        items.addAll(members(folder, include, name.orElse("")));
      }
    }
    folder.rejectUnknown();
    return name.map(text -> new Folder(text, items));
  }

  /** A folder in the folder, or all that the view has along a join path. */
  private List<FolderItem> nested(Properties item) {
    Optional<List<String>> joinPath = item.node("joinPath").flatMap(ViewIncludes::path);
    if (joinPath.isEmpty()) {
      return folder(item).<List<FolderItem>>map(List::of).orElse(List.of());
    }
    item.rejectUnknown();
    return included.members().entrySet().stream()
        .filter(entry -> entry.getValue().joinPath().equals(joinPath.get()))
        .<FolderItem>map(entry -> new FolderItem.Member(entry.getKey()))
        .toList();
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
                .formatted(name, folderName)
            : "Member '%s' included in folder '%s' not found%s"
                .formatted(name, folderName, NearestName.hint(name, included.members().keySet())));
    return List.of();
  }
}
