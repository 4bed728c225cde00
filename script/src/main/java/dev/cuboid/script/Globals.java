package dev.cuboid.script;

import java.time.Duration;
import java.util.UUID;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** Puts the few names of the outside into a new context. */
final class Globals {

  private static final Source PRELUDE =
      Source.newBuilder(
              "js",
              """
              (function (print, schedule, cancel, uuid, environment) {
                const inspect = (value) => {
                  if (typeof value === 'string') return value;
                  if (value instanceof Error) return value.stack || String(value);
                  if (typeof value === 'function') return `[Function: ${value.name || 'anonymous'}]`;
                  if (value === undefined) return 'undefined';
                  try {
                    return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
                  } catch (e) {
                    return String(value);
                  }
                };
                const logger = (level) => (...values) => print(level, values.map(inspect).join(' '));
                globalThis.console = {
                  log: logger('INFO'), info: logger('INFO'), debug: logger('DEBUG'),
                  trace: logger('DEBUG'), warn: logger('WARN'), error: logger('ERROR'),
                };
                const timer = (repeats) => (f, delay, ...args) =>
                  schedule(() => f(...args), Number(delay) || 0, repeats);
                globalThis.setTimeout = timer(false);
                globalThis.setInterval = timer(true);
                globalThis.setImmediate = (f, ...args) => schedule(() => f(...args), 0, false);
                globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate =
                  (id) => { if (id !== undefined && id !== null) cancel(id); };
                globalThis.queueMicrotask = (f) => { Promise.resolve().then(f); };
                globalThis.process = { env: environment, nextTick: (f, ...args) => queueMicrotask(() => f(...args)) };
                globalThis.crypto = { randomUUID: uuid };
                globalThis.global = globalThis;
                globalThis.structuredClone = (value) => JSON.parse(JSON.stringify(value));
              })
              """,
              ScriptSource.INTERNAL + "globals")
          .buildLiteral();

  private Globals() {}

  static void install(
      Context context,
      ScriptContext script,
      ScriptValues values,
      EventLoop eventLoop,
      ScriptOptions options) {
    ProxyExecutable print =
        arguments -> {
          options
              .console()
              .print(ScriptConsole.Level.valueOf(arguments[0].asString()), arguments[1].asString());
          return null;
        };
    ProxyExecutable schedule =
        arguments ->
            eventLoop.schedule(
                arguments[0],
                Duration.ofMillis((long) arguments[1].asDouble()),
                arguments[2].asBoolean());
    ProxyExecutable cancel =
        arguments -> {
          if (arguments[0].fitsInLong()) {
            eventLoop.cancel(arguments[0].asLong());
          }
          return null;
        };
    ProxyExecutable uuid = arguments -> UUID.randomUUID().toString();
    context
        .eval(PRELUDE)
        .executeVoid(print, schedule, cancel, uuid, values.toScript(options.environment()));
    Value global = context.getBindings("js");
    options.globals().forEach((name, value) -> global.putMember(name, values.toScript(value)));
  }

  /** {@code require} as seen by one file. */
  static Value requireFunction(Context context, ScriptContext script, String fromFile) {
    ProxyExecutable require = arguments -> script.require(arguments[0].asString(), fromFile);
    return context.asValue(require);
  }
}
