package dev.cuboid.jinja;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.cuboid.jinja.wasm.MinijinjaModule;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of minijinja with an environment of its own. Not thread-safe. A copy that was
 * stopped in the middle of its work is broken for good.
 *
 * <p>The calls are those of the JavaScript package {@code minijinja-js}, which is made by
 * wasm-bindgen: texts are copied into the module's memory, values are numbers of {@link
 * HostObjects}, and results are read where the module was told to put them.
 */
final class Engine {

  /** The module's code said no. */
  static final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String text;

    EngineException(String text) {
      super(text);
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private static final int PAGES_OF_A_MEGABYTE = 16;
  private static final int RESULT_SIZE = 16;

  private final HostObjects objects = new HostObjects();
  private final HostBindings bindings = new HostBindings(objects);
  private final Instance instance;
  private final int environment;

  Engine(JinjaLimits limits) {
    WasmModule module = MinijinjaModule.load();
    int initial = module.memorySection().orElseThrow().getMemory(0).limits().initialPages();
    instance =
        Instance.builder(module)
            .withMachineFactory(MinijinjaModule::create)
            .withMemoryLimits(
                new MemoryLimits(
                    initial, Math.max(initial, limits.megabytes() * PAGES_OF_A_MEGABYTE)))
            .withImportValues(
                ImportValues.builder()
                    .addFunction(bindings.functions(module).toArray(ImportFunction[]::new))
                    .build())
            .build();
    environment = (int) call("environment_new")[0];
    // Without it an error has no column; what else it prints is not passed on.
    call("environment_set_debug", environment, 1);
    call("environment_enablePyCompat", environment);
    // An optional number is passed as a float.
    call("environment_set_fuel", environment, Double.doubleToRawLongBits(limits.steps()));
  }

  /** Texts grow by doubling, so that what did not fit any more was large. */
  boolean hasUsedUpMemory() {
    return 4 * instance.memory().pages() >= instance.memory().maximumPages();
  }

  void addGlobal(String name, @Nullable Object value) {
    Text text = text(name);
    int result = pushResult();
    try {
      call("environment_addGlobal", result, environment, text.at, text.length, objects.add(value));
      throwIf(read(result, 1), read(result, 0));
    } finally {
      popResult();
    }
  }

  void addFilter(String name, JinjaFunction filter) {
    Text text = text(name);
    call("environment_addFilter", environment, text.at, text.length, objects.add(filter));
  }

  void addTemplate(String name, String source) {
    Text nameText = text(name);
    Text sourceText = text(source);
    int result = pushResult();
    try {
      call(
          "environment_addTemplate",
          result,
          environment,
          nameText.at,
          nameText.length,
          sourceText.at,
          sourceText.length);
      throwIf(read(result, 1), read(result, 0));
    } finally {
      popResult();
    }
  }

  String render(String name, Object context) {
    Text text = text(name);
    int result = pushResult();
    try {
      call(
          "environment_renderTemplate",
          result,
          environment,
          text.at,
          text.length,
          objects.add(context));
      throwIf(read(result, 3), read(result, 2));
      int at = read(result, 0);
      int length = read(result, 1);
      String rendered = bindings.text(instance, at, length);
      call("__wbindgen_export_3", at, length, 1);
      return rendered;
    } finally {
      popResult();
    }
  }

  /** The failure of a function that the template called, since this was last asked. */
  Optional<RuntimeException> takeFailure() {
    return bindings.takeFailure();
  }

  private void throwIf(int failed, int error) {
    if (failed != 0) {
      throw new EngineException(HostObjects.describe(objects.take(error)));
    }
  }

  private record Text(int at, int length) {}

  /** Copies a text into the module's memory; the module frees it. */
  private Text text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Text(bindings.copy(instance, bytes), bytes.length);
  }

  private int pushResult() {
    return (int) call("__wbindgen_add_to_stack_pointer", -RESULT_SIZE)[0];
  }

  private void popResult() {
    call("__wbindgen_add_to_stack_pointer", RESULT_SIZE);
  }

  private int read(int result, int index) {
    return instance.memory().readInt(result + 4 * index);
  }

  private long[] call(String function, long... arguments) {
    return instance.export(function).apply(arguments);
  }
}
