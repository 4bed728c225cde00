package dev.cuboid.server.project;

import dev.cuboid.model.ContextReads;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelFile;
import java.util.List;

/**
 * The files of a model at one moment.
 *
 * @param files in the order of their names
 * @param reads what they read of the compile context
 */
record ModelFiles(List<ModelFile> files, ContextReads reads) {

  ModelFiles {
    files = List.copyOf(files);
  }

  /** What has a say in the model: whoever has the same key shares it. */
  Key key(ContextValues compileContext) {
    return new Key(files, reads.of(compileContext));
  }

  /**
   * Names a model by all that it is made of.
   *
   * @param context the part of the compile context that the files read
   */
  record Key(List<ModelFile> files, ContextValues context) {}
}
