package dev.cuboid.server.project;

import dev.cuboid.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a project's model files. */
public final class ModelFolder {

  private static final List<String> ENDINGS = List.of(".js", ".yml", ".yaml", ".jinja", ".py");
  private static final List<String> DEFAULT_NAMES = List.of("model", "schema");

  private final Path folder;

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder of a project: the configured one, or {@code model}, or {@code schema}, which was its
   * name until 2023.
   */
  public static ModelFolder of(Path project, Optional<String> configured) {
    if (configured.isPresent()) {
      return new ModelFolder(project.resolve(configured.get()));
    }
    return DEFAULT_NAMES.stream()
        .map(project::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .map(ModelFolder::new)
        .orElseGet(() -> new ModelFolder(project.resolve(DEFAULT_NAMES.getFirst())));
  }

  public Path path() {
    return folder;
  }

  /** The files, by name below the folder. */
  public List<ModelFile> read() throws IOException {
    List<ModelFile> files = new ArrayList<>();
    for (Path file : paths()) {
      files.add(new ModelFile(name(file), Files.readString(file)));
    }
    return files;
  }

  /** Something that is different after any file was saved, added or removed. */
  String fingerprint() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : paths()) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      text.append(name(file))
          .append('|')
          .append(attributes.lastModifiedTime().toMillis())
          .append('|')
          .append(attributes.size())
          .append('\n');
    }
    return text.toString();
  }

  private List<Path> paths() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
