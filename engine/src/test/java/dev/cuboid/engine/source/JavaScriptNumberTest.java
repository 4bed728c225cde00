package dev.cuboid.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaScriptNumberTest {

  private static final long SEED = 20240501;

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1.5, -1.5",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "-1.25e22, -1.25e+22",
    "123456789012345678901, 123456789012345680000",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "-1.5e-10, -1.5e-10",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "0.1, 0.1",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void writesADoubleAsJavaScriptDoes(double value, String text) {
    assertThat(JavaScriptNumber.toString(value)).isEqualTo(text);
  }

  @Test
  void losesNothing() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    for (int round = 0; round < 10_000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(JavaScriptNumber.toString(value))).isEqualTo(value);
      }
    }
  }
}
