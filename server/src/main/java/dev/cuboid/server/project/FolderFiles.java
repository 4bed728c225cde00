package dev.cuboid.server.project;

import dev.cuboid.model.ModelCompiler;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The files of a folder, read once and again after one of them was saved. */
final class FolderFiles implements ModelFilesSource {

  private record Seen(String fingerprint, ModelFiles files) {}

  private final ModelFolder folder;
  private final ModelCompiler compiler;
  private final ReentrantLock reading = new ReentrantLock();
  private @Nullable Seen seen;

  FolderFiles(ModelFolder folder, ModelCompiler compiler) {
    this.folder = folder;
    this.compiler = compiler;
  }

  @Override
  public ModelFiles latest() throws IOException {
    reading.lock();
    try {
      String fingerprint = folder.fingerprint();
      Seen known = seen;
      if (known == null || !known.fingerprint().equals(fingerprint)) {
        var files = folder.read();
        known = new Seen(fingerprint, new ModelFiles(files, compiler.contextReads(files)));
        seen = known;
      }
      return known.files();
    } finally {
      reading.unlock();
    }
  }
}
