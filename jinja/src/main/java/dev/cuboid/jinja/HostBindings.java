package dev.cuboid.jinja;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.cuboid.jinja.HostObjects.ErrorObject;
import dev.cuboid.jinja.HostObjects.Failure;
import dev.cuboid.jinja.HostObjects.Nothing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions that the module imports: the few operations on JavaScript values that wasm-bindgen
 * needs, done with Java values. Their names are fixed by the version of the package.
 */
final class HostBindings {

  /** An imported function; the arguments and the result are raw values of WebAssembly. */
  @FunctionalInterface
  private interface Binding {
    long call(Instance instance, long[] arguments);
  }

  private final HostObjects objects;
  private final Map<String, Binding> bindings = new HashMap<>();
  private @Nullable RuntimeException failure;

  HostBindings(HostObjects objects) {
    this.objects = objects;
    bindValues();
    bindCollections();
    bindNumbers();
    bindTexts();
    bindErrors();
  }

  /** An implementation for each function that the module imports. */
  List<ImportFunction> functions(WasmModule module) {
    List<ImportFunction> functions = new ArrayList<>();
    module.importSection().stream()
        .filter(FunctionImport.class::isInstance)
        .map(FunctionImport.class::cast)
        .forEach(
            function ->
                functions.add(
                    function(function, module.typeSection().getType(function.typeIndex()))));
    return functions;
  }

  private ImportFunction function(FunctionImport imported, FunctionType type) {
    String name = imported.name();
    Binding binding =
        bindings.getOrDefault(
            name,
            (instance, arguments) -> {
              throw new IllegalStateException("the template engine needs " + name);
            });
    return new HostFunction(
        imported.module(),
        name,
        type,
        (instance, arguments) -> {
          long result = binding.call(instance, arguments);
          return type.returns().isEmpty() ? new long[0] : new long[] {result};
        });
  }

  Optional<RuntimeException> takeFailure() {
    Optional<RuntimeException> taken = Optional.ofNullable(failure);
    failure = null;
    return taken;
  }

  /** Copies bytes into the module's memory. */
  int copy(Instance instance, byte[] bytes) {
    int at = (int) instance.export("__wbindgen_export_0").apply(bytes.length, 1)[0];
    instance.memory().write(at, bytes);
    return at;
  }

  String text(Instance instance, int at, int length) {
    return instance.memory().readString(at, length, StandardCharsets.UTF_8);
  }

  private void bindValues() {
    test("__wbindgen_is_function", JinjaFunction.class::isInstance);
    test("__wbindgen_is_object", value -> value instanceof Map || value instanceof List);
    test("__wbindgen_is_string", String.class::isInstance);
    bind("__wbindgen_object_drop_ref", (instance, a) -> drop(a[0]));
    bind("__wbindgen_jsval_eq", (instance, a) -> flag(object(a[0]).equals(object(a[1]))));
    bind(
        "__wbindgen_jsval_loose_eq",
        (instance, a) ->
            flag(
                object(a[0]).equals(object(a[1]))
                    || (object(a[0]) instanceof Nothing && object(a[1]) instanceof Nothing)));
    bind(
        "__wbindgen_boolean_get",
        (instance, a) -> object(a[0]) instanceof Boolean value ? flag(value) : 2);
    bind("__wbg_apply_36be6a55257c99bf", (instance, a) -> apply(object(a[0]), object(a[2])));
  }

  private void bindCollections() {
    test("__wbindgen_is_array", List.class::isInstance);
    test("__wbg_isArray_a1eab7e0d067391b", List.class::isInstance);
    test("__wbg_instanceof_Map_f3469ce2244d2430", value -> false);
    test("__wbg_instanceof_Uint8Array_17156bcf118086a9", value -> false);
    test("__wbg_instanceof_ArrayBuffer_e14585432e3737fc", value -> false);
    bind("__wbg_new_405e22f390576ce2", (instance, a) -> objects.add(new LinkedHashMap<>()));
    bind("__wbg_new_5e0be73521bc8c17", (instance, a) -> objects.add(new LinkedHashMap<>()));
    bind("__wbg_new_78feb108b6472713", (instance, a) -> objects.add(new ArrayList<>()));
    bind("__wbg_from_2a5d3e218e67aa85", (instance, a) -> objects.add(object(a[0])));
    bind("__wbg_length_e2d2a49132c1b256", (instance, a) -> list(a[0]).size());
    bind("__wbg_get_b9b93047fe3cf45b", (instance, a) -> objects.add(list(a[0]).get((int) a[1])));
    bind("__wbg_entries_3265d4158b33e5dc", (instance, a) -> objects.add(entries(object(a[0]))));
    bind("__wbg_push_737cfc8c1432c2c6", (instance, a) -> push(list(a[0]), object(a[1])));
    bind(
        "__wbg_set_37837023f3d740e8",
        (instance, a) -> put(list(a[0]), (int) a[1], objects.take((int) a[2])));
    bind(
        "__wbg_set_3f1d0b984ed272ed",
        (instance, a) -> put(map(a[0]), objects.take((int) a[1]), objects.take((int) a[2])));
    bind(
        "__wbg_set_8fc6bf8a5b1071d1",
        (instance, a) -> {
          put(map(a[0]), object(a[1]), object(a[2]));
          return objects.add(object(a[0]));
        });
  }

  private void bindNumbers() {
    test("__wbindgen_is_bigint", BigInteger.class::isInstance);
    test("__wbg_isSafeInteger_343e2beeeece1bb0", HostObjects::isSafeInteger);
    bind("__wbindgen_number_new", (instance, a) -> objects.add(Double.longBitsToDouble(a[0])));
    bind("__wbindgen_bigint_from_i64", (instance, a) -> objects.add(BigInteger.valueOf(a[0])));
    bind("__wbindgen_bigint_from_u64", (instance, a) -> objects.add(unsigned(a[0])));
    bind(
        "__wbindgen_bigint_from_i128",
        (instance, a) ->
            objects.add(BigInteger.valueOf(a[0]).shiftLeft(Long.SIZE).or(unsigned(a[1]))));
    bind(
        "__wbindgen_bigint_from_u128",
        (instance, a) -> objects.add(unsigned(a[0]).shiftLeft(Long.SIZE).or(unsigned(a[1]))));
    bind(
        "__wbindgen_bigint_get_as_i64",
        (instance, a) -> {
          boolean found = object(a[1]) instanceof BigInteger;
          long value = object(a[1]) instanceof BigInteger number ? number.longValue() : 0;
          instance.memory().writeLong((int) a[0] + 8, value);
          instance.memory().writeI32((int) a[0], found ? 1 : 0);
          return 0;
        });
    bind(
        "__wbindgen_number_get",
        (instance, a) -> {
          boolean found = object(a[1]) instanceof Double;
          double value = object(a[1]) instanceof Double number ? number : 0;
          instance.memory().writeF64((int) a[0] + 8, value);
          instance.memory().writeI32((int) a[0], found ? 1 : 0);
          return 0;
        });
  }

  private void bindTexts() {
    bind(
        "__wbindgen_string_new",
        (instance, a) -> objects.add(text(instance, (int) a[0], (int) a[1])));
    bind(
        "__wbindgen_string_get",
        (instance, a) ->
            object(a[1]) instanceof String text
                ? giveText(instance, a[0], text)
                : giveNoText(instance, a[0]));
    bind(
        "__wbg_String_8f0eb39a4a4c2f66",
        (instance, a) -> giveText(instance, a[0], HostObjects.describe(object(a[1]))));
    bind(
        "__wbindgen_debug_string",
        (instance, a) -> giveText(instance, a[0], HostObjects.describe(object(a[1]))));
  }

  private void bindErrors() {
    bind(
        "__wbindgen_error_new",
        (instance, a) -> objects.add(new ErrorObject(text(instance, (int) a[0], (int) a[1]))));
    bind("__wbg_new_8a6f238a6ece86ea", (instance, a) -> objects.add(new ErrorObject("")));
    bind("__wbg_stack_0ed75d68575b0f3c", (instance, a) -> giveText(instance, a[0], ""));
    // The last words of a module that gives up; the trap that follows is what is reported.
    bind("__wbg_error_7534b8e9a36f1ab4", (instance, a) -> 0);
    bind(
        "__wbindgen_throw",
        (instance, a) -> {
          throw new Engine.EngineException(text(instance, (int) a[0], (int) a[1]));
        });
  }

  private void bind(String name, Binding binding) {
    bindings.put(name, binding);
  }

  private void test(String name, java.util.function.Predicate<Object> test) {
    bindings.put(name, (instance, a) -> flag(test.test(object(a[0]))));
  }

  private Object object(long index) {
    return objects.get((int) index);
  }

  private long drop(long index) {
    objects.drop((int) index);
    return 0;
  }

  private long apply(Object function, Object arguments) {
    try {
      List<@Nullable Object> values = new ArrayList<>();
      ((List<?>) arguments).forEach(argument -> values.add(HostObjects.toJava(argument)));
      return objects.add(((JinjaFunction) function).call(values));
    } catch (RuntimeException e) {
      // Thrown through the module it would lose the place of the call; as a value that the module
      // cannot read it becomes an error with the template's line.
      failure = e;
      return objects.add(new Failure(e));
    }
  }

  private static List<Object> entries(Object object) {
    List<Object> entries = new ArrayList<>();
    if (object instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            List<@Nullable Object> entry = new ArrayList<>();
            entry.add(String.valueOf(key));
            entry.add(value);
            entries.add(entry);
          });
    }
    return entries;
  }

  @SuppressWarnings("unchecked") // the lists that the module fills are those that it made
  private List<Object> list(long index) {
    return (List<Object>) object(index);
  }

  @SuppressWarnings("unchecked") // the maps that the module fills are those that it made
  private Map<Object, Object> map(long index) {
    return (Map<Object, Object>) object(index);
  }

  private static long push(List<Object> list, Object value) {
    list.add(value);
    return list.size();
  }

  private static long put(List<Object> list, int index, Object value) {
    if (index == list.size()) {
      list.add(value);
    } else {
      list.set(index, value);
    }
    return 0;
  }

  private static long put(Map<Object, Object> map, Object key, Object value) {
    map.put(key, value);
    return 0;
  }

  private long giveText(Instance instance, long target, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = copy(instance, bytes);
    instance.memory().writeI32((int) target + 4, bytes.length);
    instance.memory().writeI32((int) target, at);
    return 0;
  }

  private static long giveNoText(Instance instance, long target) {
    instance.memory().writeI32((int) target + 4, 0);
    instance.memory().writeI32((int) target, 0);
    return 0;
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private static long flag(boolean value) {
    return value ? 1 : 0;
  }
}
