package dev.cuboid.cognito.api;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserPool;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** The operations on the tags of pools, which infrastructure tools read after each change. */
final class TagOperations implements OperationGroup {

  private final PoolDirectory pools;
  private final InstantSource clock;

  TagOperations(PoolDirectory pools, InstantSource clock) {
    this.pools = pools;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "TagResource", this::tag,
        "UntagResource", this::untag,
        "ListTagsForResource", this::list);
  }

  private ObjectNode tag(ApiCall call) {
    Map<String, String> added = call.map("Tags");
    change(
        call,
        tags -> {
          tags.putAll(added);
          return tags;
        });
    return Json.object();
  }

  private ObjectNode untag(ApiCall call) {
    List<String> removed = call.texts("TagKeys");
    change(
        call,
        tags -> {
          removed.forEach(tags::remove);
          return tags;
        });
    return Json.object();
  }

  private ObjectNode list(ApiCall call) {
    ObjectNode output = Json.object();
    output.set("Tags", Json.tree(pool(call).settings().userPoolTags()));
    return output;
  }

  private void change(ApiCall call, UnaryOperator<Map<String, String>> edit) {
    pools.change(
        pool(call).id(),
        pool ->
            pool.withSettings(
                pool.settings()
                    .withTags(edit.apply(new LinkedHashMap<>(pool.settings().userPoolTags()))),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  private UserPool pool(ApiCall call) {
    String arn = call.required("ResourceArn");
    int slash = arn.lastIndexOf('/');
    if (slash < 0) {
      throw CognitoException.invalidParameter("Invalid ARN: " + arn);
    }
    return pools.pool(arn.substring(slash + 1));
  }
}
