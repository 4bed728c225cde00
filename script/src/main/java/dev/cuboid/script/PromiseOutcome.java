package dev.cuboid.script;

import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** What became of a promise. */
final class PromiseOutcome {

  private @Nullable Value fulfilled;
  private @Nullable Value rejected;

  ProxyExecutable onFulfilled() {
    return arguments -> {
      fulfilled = arguments[0];
      return null;
    };
  }

  ProxyExecutable onRejected() {
    return arguments -> {
      rejected = arguments[0];
      return null;
    };
  }

  boolean isSettled() {
    return fulfilled != null || rejected != null;
  }

  /**
   * @throws ScriptException when it was rejected, or when nothing is left that could settle it
   */
  Value valueOrThrow(ScriptErrors errors) {
    if (rejected != null) {
      throw errors.ofThrown(rejected);
    }
    if (fulfilled == null) {
      throw errors.neverSettled();
    }
    return fulfilled;
  }
}
