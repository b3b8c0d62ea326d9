package org.faultmaven.query.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.kit.SessionStoreContract;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.junit.jupiter.api.Test;

class InProcessSessionStoreTest extends SessionStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration TTL = Duration.ofMinutes(10);

  private final ManualClock clock = new ManualClock(NOW);

  @Override
  protected ISessionStore open(ManualClock clock, SessionConfig config) {
    return Sessions.inProcess(clock, config);
  }

  @Test
  void refuses_a_session_too_many_until_one_is_deleted_or_expires() {
    ISessionStore sessions = small(2, 1 << 20);
    Session first = sessions.set(session(), TTL);
    sessions.set(session(), TTL);

    assertThatThrownBy(() -> sessions.set(session(), TTL))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("session.max-sessions");
    assertThat(sessions.set(first, TTL).id()).isEqualTo(first.id());

    sessions.delete(Tenant.DEFAULT, first.id());
    sessions.set(session(), TTL);
    clock.advance(TTL);
    sessions.set(session(), TTL);
    sessions.set(session(), TTL);
  }

  @Test
  void stays_within_its_memory_by_dropping_the_oldest_turns_of_who_appends() {
    ISessionStore sessions = small(100, 20_000);
    Session quiet = sessions.set(session(), TTL);
    sessions.append(Tenant.DEFAULT, quiet.id(), turn("quiet", 1_000));
    Session busy = sessions.set(session(), TTL);
    IntStream.range(0, 100)
        .forEach(i -> sessions.append(Tenant.DEFAULT, busy.id(), turn("turn " + i, 1_000)));

    List<Turn> kept = history(sessions, busy);
    assertThat(kept).hasSizeBetween(10, 16);
    assertThat(kept.getLast()).isEqualTo(turn("turn 99", 1_000));
    assertThat(history(sessions, quiet)).hasSize(1);

    sessions.delete(Tenant.DEFAULT, busy.id());
    Session next = sessions.set(session(), TTL);
    IntStream.range(0, 10)
        .forEach(i -> sessions.append(Tenant.DEFAULT, next.id(), turn("turn " + i, 1_000)));
    assertThat(history(sessions, next)).as("the memory of a deleted one is free").hasSize(10);
  }

  @Test
  void tenThousandSessionsOfOneTurnStayWithinTheMemory() {
    int turnChars = 4_000;
    int memory = 8 << 20;
    ISessionStore sessions = small(10_000, memory);
    Session last = session();
    for (int i = 0; i < 10_000; i++) {
      last = sessions.set(session(), TTL);
      assertThat(sessions.append(Tenant.DEFAULT, last.id(), turn("turn", turnChars))).isTrue();
      clock.advance(Duration.ofMillis(1));
    }

    long kept =
        sessions.find(Tenant.DEFAULT, 10_000).stream()
            .mapToLong(each -> history(sessions, each).size())
            .sum();
    assertThat(sessions.find(Tenant.DEFAULT, 10_000)).hasSize(10_000);
    assertThat(kept * turnChars).isBetween(memory / 4L, (long) memory);
    assertThat(history(sessions, last)).as("the newest has its turn").hasSize(1);
  }

  private ISessionStore small(int sessions, int memory) {
    return Sessions.inProcess(
        clock,
        new SessionConfig(TTL, Duration.ofHours(1), 200, 10, sessions, new DataSize(memory)));
  }

  private static List<Turn> history(ISessionStore sessions, Session session) {
    return sessions.get(Tenant.DEFAULT, session.id()).orElseThrow().investigationHistory();
  }

  private Session session() {
    return new Session(
        UUID.randomUUID().toString(),
        Tenant.DEFAULT,
        null,
        null,
        clock.instant(),
        clock.instant(),
        clock.instant(),
        List.of(),
        List.of());
  }

  private static Turn turn(String question, int answerChars) {
    return new Turn(NOW, SampleEntries.text(question), SampleEntries.text("a".repeat(answerChars)));
  }
}
