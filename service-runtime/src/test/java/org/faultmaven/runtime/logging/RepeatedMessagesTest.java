package org.faultmaven.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedMessagesTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final RepeatedMessages repeats = new RepeatedMessages(List.of(written), 3);
  private Logger log;

  @BeforeEach
  void start() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    written.start();
    repeats.setContext(context);
    repeats.start(NEVER);
    log = context.getLogger("a.b");
    log.addAppender(repeats);
  }

  @AfterEach
  void stop() {
    repeats.stop();
  }

  private List<String> lines() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aRepeatIsCountedAndNotLost() {
    for (int i = 0; i < 5; i++) {
      log.warn("{} is away", "redis");
    }
    log.warn("{} is away", "chroma");
    assertThat(lines()).containsExactly("redis is away", "chroma is away");

    repeats.flush();
    assertThat(lines())
        .containsExactly("redis is away", "chroma is away", "redis is away (4 times more)");
    assertThat(written.list.getLast().getLevel()).isEqualTo(Level.WARN);

    log.warn("redis is away");
    assertThat(lines()).hasSize(4);
  }

  @Test
  void levelsAndLoggersAreKeptApart() {
    log.warn("away");
    log.error("away");
    Logger other = context.getLogger("a.c");
    other.addAppender(repeats);
    other.warn("away");

    assertThat(lines()).hasSize(3);
  }

  @Test
  void whatIsNoLongerRememberedIsCountedFirst() {
    log.info("one");
    log.info("one");
    log.info("two");
    log.info("three");
    log.info("four");

    assertThat(lines()).containsExactly("one", "two", "three", "one (1 times more)", "four");
  }

  @Test
  void everyLineOfTheAuditLogIsWritten() {
    Logger audit = context.getLogger("org.faultmaven.audit");
    audit.addAppender(repeats);
    audit.info("the same");
    audit.info("the same");

    assertThat(lines()).containsExactly("the same", "the same");
  }

  @Test
  void aStopWritesWhatWasCounted() {
    log.info("one");
    log.info("one");
    repeats.stop();

    assertThat(lines()).containsExactly("one", "one (1 times more)");
  }
}
