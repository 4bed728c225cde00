package dev.cuboid.script;

import dev.cuboid.script.ScriptException.Kind;
import dev.cuboid.script.ScriptException.Position;
import java.time.Duration;
import java.util.Optional;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Turns what the engine throws into {@link ScriptException}s. */
final class ScriptErrors {

  /** What the engine calls the source of its own functions. */
  private static final String BUILT_IN = "<builtin>";

  private final Value typeFunction;

  /**
   * @param typeFunction a function that answers {@code typeof} of its argument
   */
  ScriptErrors(Value typeFunction) {
    this.typeFunction = typeFunction;
  }

  ScriptException of(PolyglotException thrown, boolean timedOut, Duration limit) {
    Optional<Position> position = positionOf(thrown);
    if (timedOut || thrown.isInterrupted() || thrown.isCancelled()) {
      return timeout(limit, position);
    }
    if (thrown.isSyntaxError()) {
      return new ScriptException(Kind.SYNTAX, "SyntaxError", syntaxMessage(thrown), position, "");
    }
    if (thrown.isHostException()) {
      String message = thrown.asHostException().getMessage();
      return new ScriptException(
          Kind.THROWN, "Error", message == null ? "" : message, position, stack(thrown));
    }
    @Nullable Value value = thrown.getGuestObject();
    if (value == null) {
      String message = thrown.getMessage();
      return new ScriptException(
          Kind.THROWN, "Error", message == null ? "" : message, position, stack(thrown));
    }
    return new ScriptException(
        Kind.THROWN, errorType(value), message(value), position, stack(thrown));
  }

  static ScriptException outOfMemory() {
    return new ScriptException(
        Kind.MEMORY, "Error", "Script execution ran out of memory", Optional.empty(), "");
  }

  static ScriptException timeout(Duration limit, Optional<Position> position) {
    String where = position.map(found -> ", at " + found).orElse("");
    return new ScriptException(
        Kind.TIMEOUT,
        "Error",
        "Script execution timed out after " + limit.toMillis() + "ms" + where,
        position,
        "");
  }

  ScriptException ofThrown(Value value) {
    Optional<Position> position =
        Optional.ofNullable(value.isException() ? value.getSourceLocation() : null)
            .map(ScriptErrors::position);
    String stack = hasText(value, "stack") ? value.getMember("stack").asString() : "";
    return new ScriptException(Kind.THROWN, errorType(value), message(value), position, stack);
  }

  ScriptException neverSettled() {
    return new ScriptException(
        Kind.THROWN,
        "Error",
        "the promise was never settled: nothing is left to run",
        Optional.empty(),
        "");
  }

  private String errorType(Value value) {
    if (value.hasMembers() && hasText(value, "message")) {
      if (value.hasMember("constructor") && hasText(value.getMember("constructor"), "name")) {
        return value.getMember("constructor").getMember("name").asString();
      }
      return "Error";
    }
    return typeFunction.execute(value).asString();
  }

  private static String message(Value value) {
    if (value.hasMembers() && hasText(value, "message")) {
      return value.getMember("message").asString();
    }
    return value.isString() ? value.asString() : value.toString();
  }

  private static boolean hasText(Value value, String member) {
    return value.hasMembers() && value.hasMember(member) && value.getMember(member).isString();
  }

  private static String syntaxMessage(PolyglotException thrown) {
    String message = thrown.getMessage();
    return message == null ? "" : message.replaceFirst("^SyntaxError: ", "");
  }

  private static String stack(PolyglotException thrown) {
    StringBuilder lines = new StringBuilder();
    for (PolyglotException.StackFrame frame : thrown.getPolyglotStackTrace()) {
      if (!frame.isGuestFrame()) {
        continue;
      }
      lines.append("    at ").append(frame.getRootName());
      if (frame.getSourceLocation() != null) {
        lines.append(" (").append(position(frame.getSourceLocation())).append(')');
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  /** An error that was made by {@code new Error} has no place of its own, but a stack. */
  private static Optional<Position> positionOf(PolyglotException thrown) {
    if (isOfScript(thrown.getSourceLocation())) {
      return Optional.of(position(thrown.getSourceLocation()));
    }
    for (PolyglotException.StackFrame frame : thrown.getPolyglotStackTrace()) {
      if (frame.isGuestFrame() && isOfScript(frame.getSourceLocation())) {
        return Optional.of(position(frame.getSourceLocation()));
      }
    }
    return Optional.empty();
  }

  /** Whether a place is in a script rather than in what surrounds it. */
  private static boolean isOfScript(@Nullable SourceSection section) {
    if (section == null) {
      return false;
    }
    String name = section.getSource().getName();
    return !name.startsWith(ScriptSource.INTERNAL) && !name.equals(BUILT_IN);
  }

  private static Position position(SourceSection section) {
    boolean behindWrapper =
        section.getStartLine() == 1
            && section.getSource().getCharacters().toString().startsWith(ScriptContext.WRAPPER);
    return new Position(
        section.getSource().getName(),
        section.getStartLine(),
        behindWrapper
            ? Math.max(1, section.getStartColumn() - ScriptContext.WRAPPER.length())
            : section.getStartColumn());
  }
}
