package dev.cuboid.model;

import java.util.List;

/** Turns model files into a {@link DataModel}: a pure function of the files and the context. */
public interface ModelCompiler {

  /**
   * @param files all files of the model; those that are no model files are passed over
   * @param compileContext what {@code COMPILE_CONTEXT} reads
   * @throws ModelException with every error that was found
   */
  DataModel compile(List<ModelFile> files, ContextValues compileContext);

  /**
   * What the files read of {@code COMPILE_CONTEXT}. Compiled with that part alone they become the
   * same model.
   */
  ContextReads contextReads(List<ModelFile> files);
}
