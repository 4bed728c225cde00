package dev.cuboid.query.properties;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request about a generated model.
 *
 * @param tenants of the security context; empty without one
 */
record Experiment(long seed, ModelSpec model, JsonNode request, Optional<List<Integer>> tenants) {

  /** What a seed stands for: a model, and a request about it. */
  Experiment with(ModelSpec changed) {
    return new Experiment(seed, changed, request, tenants);
  }

  Experiment with(JsonNode changed) {
    return new Experiment(seed, model, changed, tenants);
  }

  @Override
  public String toString() {
    return """
        seed %d, tenants %s
        --- model
        %s
        --- tables
        %s
        --- request
        %s
        """
        .formatted(seed, tenants, ModelText.of(model), model.tables(), request.toPrettyString());
  }
}
