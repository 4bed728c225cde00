package dev.cuboid.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void thePageIsInStepWithTheSettings() throws IOException {
    String expected = SettingsPage.text();
    Path written = Path.of("target/configuration.md");
    Files.createDirectories(written.getParent());
    Files.writeString(written, expected);

    assertThat(PAGE)
        .as("docs/configuration.md is old: copy server/target/configuration.md over it")
        .hasContent(expected);
  }

  @Test
  void everySettingIsDeclaredOnce() {
    assertThat(Settings.all()).extracting(Setting::name).doesNotHaveDuplicates();
  }

  @Test
  void everyDefaultCanBeRead() {
    Environment nothingSet = Environment.of(java.util.Map.of());

    assertThat(Settings.all())
        .allSatisfy(
            setting ->
                assertThat(nothingSet.find(setting).isPresent())
                    .isEqualTo(setting.defaultText().isPresent()));
  }
}
