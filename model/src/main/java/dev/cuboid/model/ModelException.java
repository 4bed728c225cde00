package dev.cuboid.model;

import java.util.List;
import java.util.stream.Collectors;

/** A data model that does not compile, or whose code fails when called. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ModelError> errors;

  public ModelException(List<ModelError> errors) {
    super(errors.stream().map(ModelError::toString).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  /** Every error that was found, in the order of the files. */
  public List<ModelError> errors() {
    return errors;
  }
}
