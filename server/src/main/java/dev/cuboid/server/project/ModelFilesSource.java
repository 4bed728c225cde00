package dev.cuboid.server.project;

import java.io.IOException;

/** From where the files of a model come. Thread-safe. */
interface ModelFilesSource {

  /** The files as they are now; read again only if they may have changed. */
  ModelFiles latest() throws IOException;
}
