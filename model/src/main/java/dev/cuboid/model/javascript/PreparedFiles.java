package dev.cuboid.model.javascript;

import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what was found out about files that did not change since. Thread-safe. */
public final class PreparedFiles {

  private final Map<ModelFile, PreparedFile> known = new ConcurrentHashMap<>();

  /**
   * @throws ModelException where the file is not JavaScript, or an object says a property twice
   */
  PreparedFile of(ModelFile file) {
    PreparedFile prepared = known.get(file);
    if (prepared == null) {
      prepared = PreparedFile.of(file);
      known.put(file, prepared);
    }
    return prepared;
  }

  /** Forgets all other files. */
  public void keepOnly(Collection<ModelFile> files) {
    known.keySet().retainAll(files);
  }
}
