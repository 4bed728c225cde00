package dev.cuboid.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.RefreshInterval;
import dev.cuboid.model.RefreshKey;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often refresh keys change, and when: the epoch was the midnight before a Thursday. */
class RefreshIntervalsTest {

  private static final ScriptEngine ENGINE = ScriptEngine.create(InstantSource.system());

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "30 second,         PT30S,  PT0S",
    "1 minutes,         PT1M,   PT0S",
    "2 week,            PT336H, PT0S",
    "* * * * *,         PT1M,   PT0S",
    "0 * * * *,         PT1H,   PT0S",
    "20 * * * *,        PT1H,   PT20M",
    "0 20 * * * *,      PT1H,   PT20M",
    "'5,35 * * * *',    PT30M,  PT5M",
    "5/30 * * * *,      PT30M,  PT5M",
    "*/15 * * * *,      PT15M,  PT0S",
    "30 5 * * *,        PT24H,  PT5H30M",
    "30 5 * * 0-6,      PT24H,  PT5H30M",
    "30 5 * * 1-7,      PT24H,  PT5H30M",
    "30 5 ? * mon,      PT168H, PT101H30M",
    "30 5 * * 5,        PT168H, PT29H30M",
    "0 0 * * 7,         PT168H, PT72H",
  })
  void readsIntervalsAndCronExpressions(String every, Duration length, Duration begin) {
    String cube =
        "cubes: [{ name: c, sql_table: t, refresh_key: { every: \"%s\" } }]".formatted(every);

    DataModel model =
        ModelCompilers.standard(ENGINE, ScriptConsole.silent())
            .compile(List.of(new ModelFile("c.yml", cube)), ContextValues.empty());

    assertThat(model.cube("c").orElseThrow().refreshKey())
        .contains(
            new RefreshKey.Every(new RefreshInterval(length, begin, every), Optional.empty()));
  }
}
