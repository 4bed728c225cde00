package dev.cuboid.model.compile;

import dev.cuboid.model.ModelFile;
import dev.cuboid.model.javascript.PreparedFiles;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the files of the last compilation said, so that after a change only the changed ones are
 * read. It may be told to forget: then it costs no memory between compilations. Thread-safe.
 */
final class FileMemory {

  /** Text with this in it says something else in each context. */
  private static final String COMPILE_CONTEXT = "COMPILE_CONTEXT";

  private final boolean lasting;
  private final PreparedFiles javaScript = new PreparedFiles();
  private final Map<ModelFile, List<RawDefinition>> yaml = new ConcurrentHashMap<>();

  FileMemory(boolean lasting) {
    this.lasting = lasting;
  }

  PreparedFiles javaScript() {
    return javaScript;
  }

  /**
   * What a YAML file defines.
   *
   * @param reader reads it
   * @param errors where the reader tells what is wrong; a wrong file is read again next time
   */
  List<RawDefinition> yaml(ModelFile file, YamlReader reader, ModelErrors errors) {
    List<RawDefinition> known = yaml.get(file);
    if (known != null) {
      return known;
    }
    List<RawDefinition> read = reader.read(file);
    if (errors.isEmpty() && !file.content().contains(COMPILE_CONTEXT)) {
      yaml.put(file, read);
    }
    return read;
  }

  /** Ends a compilation of these files. */
  void keepOnly(Set<ModelFile> files) {
    Set<ModelFile> kept = lasting ? files : Set.of();
    javaScript.keepOnly(kept);
    yaml.keySet().retainAll(kept);
  }
}
