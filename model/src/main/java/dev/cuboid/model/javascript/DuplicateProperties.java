package dev.cuboid.model.javascript;

import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.SourcePosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Finds properties that a definition has twice; JavaScript would keep the last without a word. */
final class DuplicateProperties {

  private final IntFunction<SourcePosition> positions;
  private final List<ModelError> errors = new ArrayList<>();

  /**
   * @param positions the place of an offset
   */
  DuplicateProperties(IntFunction<SourcePosition> positions) {
    this.positions = positions;
  }

  void look(String cube, ObjectNode object) {
    Set<String> seen = new HashSet<>();
    for (PropertyNode property : object.getElements()) {
      String name = property.isComputed() ? null : property.getKeyName();
      if (name != null && property.getValue() != null && !seen.add(name)) {
        errors.add(
            new ModelError(
                Optional.of(positions.apply(property.getStart())),
                Optional.of(cube),
                "Duplicate property parsing " + name));
      }
      if (property.getValue() instanceof ObjectNode inner) {
        look(cube, inner);
      }
    }
  }

  List<ModelError> errors() {
    return List.copyOf(errors);
  }
}
