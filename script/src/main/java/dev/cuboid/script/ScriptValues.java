package dev.cuboid.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** Converts between JavaScript values and plain Java values. */
final class ScriptValues {

  private static final int MAXIMUM_DEPTH = 200;

  private final Context context;
  private final ScriptContext owner;
  private final Value newObject;
  private final Value newArray;
  private final Value wrapHost;
  private final Value isoDate;

  ScriptValues(Context context, ScriptContext owner) {
    this.context = context;
    this.owner = owner;
    this.newObject = context.eval("js", "(() => ({}))");
    this.newArray = context.eval("js", "(() => [])");
    this.isoDate = context.eval("js", "(date => date.toJSON())");
    this.wrapHost =
        context.eval(
            Source.newBuilder(
                    "js",
                    """
                    (host => (...args) => {
                      const outcome = host(args);
                      if (outcome.failed) {
                        throw new Error(outcome.message);
                      }
                      return outcome.value;
                    })\
                    """,
                    ScriptSource.INTERNAL + "host")
                .buildLiteral());
  }

  @Nullable Object toJava(Value value) {
    return toJava(value, 0);
  }

  private @Nullable Object toJava(Value value, int depth) {
    if (depth > MAXIMUM_DEPTH) {
      throw new IllegalArgumentException(
          "a value is nested more than " + MAXIMUM_DEPTH + " levels deep, or contains itself");
    }
    if (value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.isNumber()) {
      return value.fitsInLong() ? (Object) value.asLong() : (Object) value.asDouble();
    }
    if (value.canExecute()) {
      return new ContextFunction(owner, value);
    }
    if (value.isInstant()) {
      return isoDate.execute(value).asString();
    }
    if (value.hasArrayElements()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (long i = 0; i < value.getArraySize(); i++) {
        list.add(toJava(value.getArrayElement(i), depth + 1));
      }
      return Collections.unmodifiableList(list);
    }
    if (value.hasMembers()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (String key : value.getMemberKeys()) {
        map.put(key, toJava(value.getMember(key), depth + 1));
      }
      return Collections.unmodifiableMap(map);
    }
    return value.toString();
  }

  Value toScript(@Nullable Object value) {
    return switch (value) {
      case null -> context.asValue(null);
      case Value script -> script;
      case ContextFunction function when function.owner() == owner -> function.value();
      case ScriptFunction function ->
          hostFunction(arguments -> function.call(FOREIGN_CALL_LIMIT, arguments.toArray()));
      case HostFunction function -> hostFunction(function);
      case Map<?, ?> map -> {
        Value object = newObject.execute();
        map.forEach((key, entry) -> object.putMember(String.valueOf(key), toScript(entry)));
        yield object;
      }
      case Iterable<?> items -> {
        Value array = newArray.execute();
        long index = 0;
        for (Object item : items) {
          array.setArrayElement(index++, toScript(item));
        }
        yield array;
      }
      case Boolean plain -> context.asValue(plain);
      case Long plain when plain == plain.intValue() -> context.asValue(plain.intValue());
      case Number plain -> context.asValue(plain.doubleValue());
      default -> context.asValue(value.toString());
    };
  }

  private static final Duration FOREIGN_CALL_LIMIT = Duration.ofSeconds(15);

  /** A function of the script whose failures are Errors that the script can catch. */
  private Value hostFunction(HostFunction function) {
    ProxyExecutable proxy =
        arguments -> {
          Value outcome = newObject.execute();
          try {
            List<@Nullable Object> converted = new ArrayList<>();
            Value list = arguments[0];
            for (long i = 0; i < list.getArraySize(); i++) {
              converted.add(toJava(list.getArrayElement(i)));
            }
            outcome.putMember("value", toScript(function.call(converted)));
          } catch (RuntimeException e) {
            outcome.putMember("failed", true);
            outcome.putMember("message", String.valueOf(e.getMessage()));
          }
          return outcome;
        };
    return wrapHost.execute(proxy);
  }

  /** A function that lives in a context. */
  record ContextFunction(ScriptContext owner, Value value) implements ScriptFunction {

    @Override
    public String name() {
      return value.hasMember("name") ? value.getMember("name").asString() : "";
    }

    @Override
    public int parameterCount() {
      return value.hasMember("length") ? value.getMember("length").asInt() : 0;
    }

    @Override
    public String sourceText() {
      return value.getSourceLocation() == null
          ? value.toString()
          : value.getSourceLocation().getCharacters().toString();
    }

    @Override
    public @Nullable Object call(Duration limit, @Nullable Object... arguments) {
      return owner.call(value, limit, arguments);
    }
  }
}
