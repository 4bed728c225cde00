package dev.cuboid.cognito.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One-time passwords, against the examples of RFC 6238 (appendix B), cut to six digits. */
class TotpTest {

  private static final String SECRET =
      Totp.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  @Test
  void theSecretIsPrintedInBase32() {
    assertThat(SECRET).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  }

  @ParameterizedTest
  @CsvSource({
    "59,          287082",
    "1111111109,  081804",
    "1111111111,  050471",
    "1234567890,  005924",
    "2000000000,  279037",
    "20000000000, 353130",
  })
  void theCodeIsThatOfTheRfc(long second, String code) {
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
  void aClockMayBeOffByOneStep(long seconds, boolean accepted) {
    Instant now = Instant.ofEpochSecond(1_111_111_111);

    assertThat(Totp.matches(SECRET, Totp.code(SECRET, now.plusSeconds(seconds)), now))
        .isEqualTo(accepted);
  }
}
