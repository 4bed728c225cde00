package dev.cuboid.server.project;

import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelFile;
import dev.cuboid.server.hooks.ModelRepository;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The files that a project's own code gives. */
final class ListedFiles implements ModelFilesSource {

  private final ModelRepository.Lister lister;
  private final ModelCompiler compiler;
  private final ReentrantLock listing = new ReentrantLock();
  private @Nullable ModelFiles seen;

  ListedFiles(ModelRepository.Lister lister, ModelCompiler compiler) {
    this.lister = lister;
    this.compiler = compiler;
  }

  @Override
  public ModelFiles latest() throws IOException {
    listing.lock();
    try {
      List<ModelFile> files =
          lister.files().stream().sorted(Comparator.comparing(ModelFile::name)).toList();
      ModelFiles known = seen;
      if (known == null || !known.files().equals(files)) {
        known = new ModelFiles(files, compiler.contextReads(files));
        seen = known;
      }
      return known;
    } finally {
      listing.unlock();
    }
  }
}
