// What a model file sees: cube(), view(), and a scope in which names of cubes, members and context
// variables stand for references. A reference prints itself as a token, so that one evaluation of a
// template gives its text and its holes.
(function (define, addPart, contextValue, defer, exchange, compileContext, withoutTenants, unnamedTimeShift) {
  const references = new WeakMap();
  const own = Symbol.for('cuboid.own');

  /** Values of the request while a lazy property is asked again; null while the model compiles. */
  let request = null;
  let unsafeCalls = 0;

  /** The names that an access rule may use while it is evaluated for a request; null otherwise. */
  let ruleNames = null;

  const isName = (key) => typeof key === 'string';
  const token = (kind, ...facts) => addPart(kind, ...facts);
  const argumentOf = (value) => (typeof value === 'function' && !references.has(value) ? value : String(value));

  const reference = (path) => {
    const proxy = new Proxy(function () {}, {
      get(target, key) {
        if (key === Symbol.toPrimitive || key === 'toString' || key === 'valueOf') {
          return () => token('reference', path);
        }
        return isName(key) ? reference([...path, key]) : undefined;
      },
      apply() {
        if (path.length > 1 && path[path.length - 1] === 'sql') {
          return token('cubeSql', path.slice(0, -1));
        }
        throw new ReferenceError(`${path.join('.')} is not a function`);
      },
    });
    references.set(proxy, path);
    return proxy;
  };

  const context = (path) => {
    const proxy = new Proxy(function () {}, {
      get(target, key) {
        if (key === Symbol.toPrimitive || key === 'toString' || key === 'valueOf') {
          return () => token('contextValue', path);
        }
        switch (key) {
          case 'filter':
            return (argument) => token('contextFilter', path, argumentOf(argument), false);
          case 'requiredFilter':
            return (argument) => token('contextFilter', path, argumentOf(argument), true);
          case 'unsafeValue':
            return () => {
              unsafeCalls += 1;
              return request === null ? token('contextUnsafeValue', path) : contextValue(request, path);
            };
          default:
            return isName(key) ? context([...path, key]) : undefined;
        }
      },
    });
    return proxy;
  };

  const named = (make) => new Proxy({}, { get: (target, key) => (isName(key) ? make(key) : undefined) });
  const filterParameters = named((cube) =>
    named((member) => {
      const timeShifts = named((shift) => {
        if (shift === 'filter') {
          throw new Error(unnamedTimeShift);
        }
        return { filter: (argument) => token('filterParameter', cube, member, shift, argumentOf(argument)) };
      });
      return {
        filter: (argument) => token('filterParameter', cube, member, null, argumentOf(argument)),
        time_shifts: timeShifts,
        timeShifts,
      };
    }),
  );

  const securityContext = context([]);
  const names = {
    get COMPILE_CONTEXT() {
      if (withoutTenants) {
        throw new Error(
          "COMPILE_CONTEXT can't be used unless contextToAppId is defined. Please see" +
            ' https://cube.dev/docs/config#options-reference-context-to-app-id.',
        );
      }
      return compileContext;
    },
    securityContext: compileContext.securityContext,
    security_context: compileContext.securityContext,
    SECURITY_CONTEXT: securityContext,
    USER_CONTEXT: securityContext,
    FILTER_PARAMS: filterParameters,
    FILTER_GROUP: (...filters) => token('filterGroup', filters.map(String)),
    SQL_UTILS: {
      convertTz: (sql) => token('convertTimezone', String(sql)),
      urlEncode: (sql) => token('urlEncode', String(sql)),
    },
  };

  /** Names that a module's function brings itself. */
  const ofModule = new Set(['exports', 'require', 'module', 'arguments', '__filename', '__dirname']);

  const scope = new Proxy(names, {
    has: (target, key) => isName(key) && !(key in globalThis) && !ofModule.has(key),
    get: (target, key) => {
      if (key === Symbol.unscopables) {
        return undefined;
      }
      if (ruleNames !== null) {
        if (!Object.hasOwn(ruleNames.values, key)) {
          throw new ReferenceError(
            `Cube references are not allowed when evaluating RLS conditions or filters. Found: ${key} in ${ruleNames.owner}`,
          );
        }
        return ruleNames.values[key];
      }
      return Object.hasOwn(names, key) ? names[key] : reference([key]);
    },
  });

  const parameterNames = (f) => {
    const text = Function.prototype.toString.call(f);
    const list = /^(?:async\s*)?(?:function\s*[\w$]*\s*)?\(([^)]*)\)|^(?:async\s+)?([\w$]+)\s*=>/.exec(text);
    const inside = list === null ? '' : (list[1] ?? list[2] ?? '');
    return inside.split(',').map((name) => name.trim()).filter((name) => name !== '');
  };

  const evaluate = (f) => f(...parameterNames(f).map((name) => scope[name]));

  /** Text as it is, anything else as the reference or value that it prints. */
  const evaluated = (f, depth, inRules) => {
    const before = unsafeCalls;
    try {
      return { $function: f, $result: plain(evaluate(f), depth, inRules), $unsafeCalls: unsafeCalls - before };
    } catch (error) {
      if (unsafeCalls === before) {
        throw error;
      }
      // The code did something with a raw value that no token can stand for: ask it per request.
      return { $function: f, $perRequest: true };
    }
  };

  const rules = new Set(['accessPolicy', 'access_policy', 'defaultFilters', 'default_filters']);
  const ruleValues = new Set(['if', 'values']);

  /** A definition as plain data: references, texts with tokens, lists and objects. */
  const plain = (value, depth, inRules) => {
    if (depth > 50) {
      throw new Error('a definition is nested too deeply');
    }
    if (references.has(value)) {
      return { $reference: references.get(value) };
    }
    if (typeof value === 'function') {
      return evaluated(value, depth + 1, inRules);
    }
    if (Array.isArray(value)) {
      return value.map((item) => plain(item, depth + 1, inRules));
    }
    if (value !== null && typeof value === 'object') {
      if (value[own] !== undefined) {
        return { $definition: plain(value[own], depth + 1, false) };
      }
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, entry]) => entry !== undefined)
          .map(([key, entry]) => [
            key,
            inRules && ruleValues.has(key) && typeof entry === 'function'
              ? { $perContext: entry }
              : plain(entry, depth + 1, inRules || rules.has(key)),
          ]),
      );
    }
    return value;
  };

  const definer = (kind) => (name, body) => {
    if (body === undefined) {
      return { [own]: name };
    }
    define(kind, String(name), plain(body, 0, false));
    return undefined;
  };

  globalThis.cube = definer('cube');
  globalThis.view = definer('view');
  globalThis.view_group = definer('view_group');

  const contexts = new Set();
  globalThis.context = (name) => {
    if (contexts.has(name)) {
      throw new Error(`Context "${name}" already exists!`);
    }
    contexts.add(name);
  };
  globalThis.__lazy = (f) => f;
  globalThis.__scope = scope;
  globalThis.__defaultOf = (exported) =>
    exported !== null && typeof exported === 'object' && 'default' in exported ? exported.default : exported;

  globalThis.__exportAll = (exports, { default: _, ...others }) => Object.assign(exports, others);
  globalThis.asyncModule = (f) => {
    defer(f);
  };

  globalThis.fetch = async (url, { method = 'GET', headers = {}, body } = {}) => {
    const answer = exchange(String(url), method, Object.fromEntries(Object.entries(headers)), body);
    return {
      ok: answer.status >= 200 && answer.status < 300,
      status: answer.status,
      url: answer.url,
      headers: { get: (name) => answer.headers[String(name).toLowerCase()] ?? null },
      text: async () => answer.body,
      json: async () => JSON.parse(answer.body),
    };
  };

  return {
    /** Asks a lazy property again, with the values of a request. */
    evaluateFor(f, values) {
      request = values;
      try {
        return String(evaluate(f));
      } finally {
        request = null;
      }
    },
    /** Evaluates a condition or a list of values of an access rule for a security context. */
    evaluateRule(f, values, owner) {
      const cloud = values.cubeCloud ?? {};
      ruleNames = {
        owner,
        values: {
          securityContext: values,
          security_context: values,
          userAttributes: cloud.userAttributes,
          user_attributes: cloud.userAttributes,
          groups: cloud.groups,
        },
      };
      try {
        return evaluate(f);
      } finally {
        ruleNames = null;
      }
    },
    apply: (f, values) => String(f(...values)),
  };
});
