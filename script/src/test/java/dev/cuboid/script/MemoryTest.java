package dev.cuboid.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A script without measure does not take the process along. */
class MemoryTest {

  /** Runs in a process of its own, with little memory. */
  static final class Greedy {

    private Greedy() {}

    public static void main(String[] arguments) {
      try (ScriptEngine engine = ScriptEngine.create(InstantSource.system())) {
        for (String text : arguments) {
          try {
            ScriptContext context = engine.newContext(ScriptOptions.defaults());
            ScriptSource source = new ScriptSource("model.js", text);
            System.out.println(context.load(source).exports());
          } catch (ScriptException e) {
            System.out.println(e.kind() + " " + e.getMessage());
          }
        }
      }
    }
  }

  @Test
  void aScriptThatTakesAllMemoryEndsAndTheNextOneRuns() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Greedy.class.getName(),
            "const all = []; while (true) { all.push(new Array(1000).fill(all.length)); }",
            "exports.all = new Array(400000000).fill(1.5)",
            "exports.two = 1 + 1");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .containsExactly(
            "MEMORY Script execution ran out of memory",
            "MEMORY Script execution ran out of memory",
            "{two=2}");
  }
}
