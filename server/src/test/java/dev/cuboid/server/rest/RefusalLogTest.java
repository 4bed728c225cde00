package dev.cuboid.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cuboid.security.ReasonCode;
import dev.cuboid.security.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {

  private static final Rejection FORGED =
      new Rejection(
          ReasonCode.SIGNATURE,
          Rejection.INVALID_TOKEN,
          "the signature is wrong",
          Optional.of("https://issuer.example"),
          Optional.of("kid1"));

  private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-12-01T12:00:00Z"));
  private final RefusalLog log = new RefusalLog(now::get);

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.WARN);
  }

  @AfterEach
  void leave() {
    logger.setLevel(null);
    logger.detachAppender(appender);
  }

  @Test
  void eachRefusalHasALine() {
    refuse(1, 3);

    assertThat(lines()).containsExactly(line(1), line(2), line(3));
  }

  @Test
  void ofAFloodTheFirstHundredInASecondHaveOneAndTheOthersAreCounted() {
    refuse(1, 250);
    now.set(now.get().plusSeconds(1));
    refuse(251, 252);

    List<String> lines = lines();
    assertThat(lines).hasSize(103);
    assertThat(lines.subList(99, 103))
        .containsExactly(
            line(100),
            "150 more requests were refused that have no line here; see /metrics",
            line(251),
            line(252));
  }

  private void refuse(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(number -> log.refused(FORGED, "request-" + number));
  }

  private static String line(int number) {
    return FORGED.logLine("request-" + number);
  }

  private List<String> lines() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
