package dev.cuboid.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {

  @Test
  void aLineOfTheLogIsOneObjectWithTheRequestsId() {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            LoggingTest.class.getName(),
            context.getLogger("dev.cuboid.test"),
            Level.WARN,
            "refused \"{}\"",
            /* throwable= */ null,
            new Object[] {"a\nb"});
    event.setInstant(Instant.ofEpochMilli(1_700_000_000_123L));
    event.setThreadName("main");
    event.setMDCPropertyMap(Map.of("request", "r-1"));
    JsonEncoder encoder = Logging.jsonEncoder();
    encoder.setContext(context);
    encoder.start();

    String line = new String(encoder.encode(event), UTF_8);

    assertThat(line).endsWith("\n");
    assertThat(line.strip()).doesNotContain("\n");
    JsonNode json = JsonMapper.shared().readTree(line);
    assertThat(json.path("timestamp").asLong()).isEqualTo(1_700_000_000_123L);
    assertThat(json.path("level").asString()).isEqualTo("WARN");
    assertThat(json.path("loggerName").asString()).isEqualTo("dev.cuboid.test");
    assertThat(json.path("formattedMessage").asString()).isEqualTo("refused \"a\nb\"");
    assertThat(json.at("/mdc/request").asString()).isEqualTo("r-1");
    assertThat(json.has("arguments")).isFalse();
  }
}
