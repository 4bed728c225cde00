package dev.cuboid.model.raw;

import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong, so that an author sees all errors at once. Not thread-safe. */
public final class ModelErrors {

  private final List<ModelError> errors = new ArrayList<>();

  public void add(SourcePosition position, String message) {
    errors.add(new ModelError(Optional.of(position), Optional.empty(), message));
  }

  public void add(SourcePosition position, String member, String message) {
    errors.add(new ModelError(Optional.of(position), Optional.of(member), message));
  }

  public void addAll(List<ModelError> more) {
    errors.addAll(more);
  }

  public void addAll(ModelErrors more) {
    errors.addAll(more.errors);
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /**
   * @throws ModelException with all errors, if there are any
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new ModelException(List.copyOf(errors));
    }
  }
}
